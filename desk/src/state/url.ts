// What is seen, as an address and back: the same address shows the same. Pure.
import { fromIso, toIso } from '../data/days'

/** The filters that the server knows. */
export const FILTERS = ['actor', 'place', 'source', 'kind', 'status', 'grade', 'report'] as const
export type FilterName = (typeof FILTERS)[number]
export type Filters = Record<FilterName, string>
export type Days = [number, number]

/** Of single pages: the open record and words of a report, its hidden layers; the rule of an account; the days of a brief;
 * words searched for; columns, order and first row of a table; the grain of a series. */
export const OWN = ['record', 'mark', 'without', 'rule', 'since', 'until', 'q', 'cols', 'order', 'row', 'by'] as const
export type Own = Partial<Record<(typeof OWN)[number], string>>

export interface Place {
  zoom: number
  lat: number
  lon: number
}

export interface Address {
  /** The page: the first part of the path. */
  page: string
  /** What it is of: the rest of the path, or empty. */
  id: string
  filters: Filters
  /** Families that are not shown. */
  hidden: string[]
  /** What of the time the timeline shows; null for all. */
  breadth: Days | null
  /** What is chosen of it; null for what it shows. */
  range: Days | null
  /** Where the map looks; null where nobody moved it. */
  map: Place | null
  /** The incident that is open beside the map. */
  open: string
  /** Layers besides the incidents. */
  layers: string[]
  /** The table in place of the map. */
  table: boolean
  /** What belongs to one page alone. */
  own: Own
  /** Of a list, in which state things are shown; empty for its usual one. */
  state: string
  /** Of a list, which sort of things is shown; empty for all. */
  sort: string
}

export const NO_FILTERS: Filters = { actor: '', place: '', source: '', kind: '', status: '', grade: '', report: '' }
export const DEFAULT_PAGE = 'map'

export function parse(path: string, search: string): Address {
  const [page = '', ...rest] = path.replace(/^\/+/, '').split('/')
  const query = new URLSearchParams(search)
  const filters = { ...NO_FILTERS }
  for (const name of FILTERS) filters[name] = query.get(name) ?? ''
  return {
    page: page || DEFAULT_PAGE,
    id: decoded(rest.join('/')),
    filters,
    hidden: list(query.get('hide')),
    breadth: days(query.get('t')),
    range: days(query.get('range')),
    map: place(query.get('at')),
    open: query.get('open') ?? '',
    layers: list(query.get('layers')),
    table: query.get('as') === 'table',
    own: Object.fromEntries(OWN.flatMap((name) => (query.get(name) ? [[name, query.get(name)]] : []))),
    state: query.get('state') ?? '',
    sort: query.get('sort') ?? '',
  }
}

/** The shortest address: what is as usual is left out, the rest has its fixed order. */
export function format(address: Address): string {
  const query: [string, string][] = FILTERS.map((name) => [name, address.filters[name]])
  query.push(
    ['hide', [...address.hidden].sort().join(',')],
    ['t', told(address.breadth)],
    ['range', told(address.range)],
    ['at', address.map ? `${trim(address.map.zoom, 2)}/${trim(address.map.lat, 4)}/${trim(address.map.lon, 4)}` : ''],
    ['layers', [...address.layers].sort().join(',')],
    ['as', address.table ? 'table' : ''],
    ['open', address.open],
    ...OWN.map((name): [string, string] => [name, address.own[name] ?? '']),
    ['state', address.state],
    ['sort', address.sort],
  )
  const path = `/${address.page}${address.id ? `/${address.id.split('/').map(encodeURIComponent).join('/')}` : ''}`
  const search = query
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%20', '+')}`)
  return search.length ? `${path}?${search.join('&')}` : path
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function list(text: string | null): string[] {
  return (text ?? '').split(',').filter(Boolean)
}

function days(text: string | null): Days | null {
  const [first, last] = (text ?? '').split('..')
  const [from, to] = [fromIso(first), fromIso(last)]
  return from === null || to === null || from > to ? null : [from, to]
}

function told(range: Days | null): string {
  return range ? `${toIso(range[0])}..${toIso(range[1])}` : ''
}

function place(text: string | null): Place | null {
  if (!text) return null
  const [zoom, lat, lon] = text.split('/').map(Number) as [number, number, number]
  const isPlace = [zoom, lat, lon].every(Number.isFinite) && Math.abs(lat) <= 90 && Math.abs(lon) <= 360 && zoom >= 0
  return isPlace ? { zoom: Math.min(zoom, 22), lat, lon } : null
}

function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)))
}
