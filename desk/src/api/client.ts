// The one way to the server. Reads are cancelled by their signal; writes carry the session's secret.
import type { Fault } from './contract'

/** What the server refused, in its own words. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

export type Query = Record<string, string | number | null | undefined>

let csrf: string | null = null
let whenSignedOut: () => void = () => {}

/** Keeps the session's secret for writes. */
export function keepCsrf(secret: string | null): void {
  csrf = secret
}

/** Says what to do when the session is over. */
export function onSignedOut(act: () => void): void {
  whenSignedOut = act
}

/** The address of something below /api, with its query; empty values are left out. */
export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '')
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return `/api/${path}${search ? `?${search}` : ''}`
}

export async function get<Answer>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Answer> {
  return answered<Answer>(await reached(address(path, query), { signal: signal ?? null }))
}

export async function send<Answer>(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
  const headers: Record<string, string> = { 'X-Marsad-Desk': csrf ?? '' }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  const text = body === undefined ? null : JSON.stringify(body)
  return answered<Answer>(await reached(address(path), { method, headers, body: text }))
}

async function reached(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', ...request })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, 'The server does not answer. Is marsad serve still running?')
  }
}

async function answered<Answer>(response: Response): Promise<Answer> {
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as Answer
  if (response.status === 401) whenSignedOut()
  throw new ApiError(response.status, await reason(response))
}

async function reason(response: Response): Promise<string> {
  try {
    const fault = (await response.json()) as Fault | { detail: { msg: string }[] }
    return typeof fault.detail === 'string' ? fault.detail : fault.detail.map((one) => one.msg).join('; ')
  } catch {
    return `The server answered ${response.status}.`
  }
}
