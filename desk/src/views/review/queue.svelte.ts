// The review queue as one person goes through it: what is to be checked, where they are, and what they decide.
import * as api from '../../api/client'
import type { BulkKept, Decision, JudgementAnswer, Kept, ReviewItem, ReviewPage, ReviewRow } from '../../api/contract'
import { toIso } from '../../data/days'
import { desk } from '../../state/desk.svelte'
import { told } from './words'

const PAGE = 60
const ADVANCE = 'marsad-desk-advance'
const USUAL_REASON = 'read in the review queue'
export type Answer = 'accept' | 'unsure' | 'reject' | 'same' | 'different'

export interface Notice {
  text: string
  isAlarm?: boolean
  /** Judgements that one click takes back. */
  undo?: number[]
}

export class Queue {
  rows = $state.raw<ReviewRow[]>([])
  total = $state(0)
  at = $state(0)
  item = $state.raw<ReviewItem | null>(null)
  selected = $state.raw<ReadonlySet<string>>(new Set())
  notice = $state.raw<Notice | null>(null)
  reason = $state('')
  isLoading = $state(true)
  advances = $state(read())
  private readonly ahead = new Map<string, Promise<ReviewItem>>()
  private isDeciding = false
  private pending: Promise<void> = Promise.resolve()
  private asked: AbortController | null = null

  row = $derived(this.rows[this.at] ?? null)
  mayDecide = $derived(desk.session?.role !== 'reader')
  /** What the queue is asked for. */
  query = $derived.by<api.Query>(() => {
    const { filters, state, sort } = desk.address
    const days = desk.days
    return { ...filters, state: state || 'todo', sort, ...(days ? { since: toIso(days[0]), until: toIso(days[1]) } : {}) }
  })

  get who(): string {
    return desk.session?.who ?? desk.who
  }

  /** Reads the queue anew and goes to the item of the address, else to the first. */
  async load(): Promise<void> {
    this.asked?.abort()
    const { signal } = (this.asked = new AbortController())
    this.isLoading = true
    this.ahead.clear()
    this.selected = new Set()
    await desk.trying(async () => {
      const page = await api.get<ReviewPage>('review', { ...this.query, limit: PAGE }, signal)
      this.total = page.total
      this.rows = page.items
      const key = desk.address.id
      if (key) await this.goTo(key)
      else await this.show(0)
    })
    if (!signal.aborted) this.isLoading = false
  }

  /** Goes to an item, also to one that the list lacks. */
  async goTo(key: string): Promise<void> {
    const place = this.rows.findIndex((row) => row.key === key)
    if (place >= 0) return this.show(place)
    const item = await this.fetched(key)
    this.rows = [rowOf(item), ...this.rows]
    await this.show(0)
  }

  async show(place: number): Promise<void> {
    this.at = Math.max(0, Math.min(place, this.rows.length - 1))
    const row = this.row
    this.reason = ''
    if (!row) {
      this.item = null
      return
    }
    if (desk.address.id !== row.key) desk.adjust({ id: row.key })
    await desk.trying(async () => {
      const item = await this.fetched(row.key)
      if (this.row?.key === row.key) this.item = item
    })
    const next = this.rows[this.at + 1]
    if (next) void this.fetched(next.key).catch(() => {})
    if (this.at > this.rows.length - 10 && this.rows.length < this.total) void this.more()
  }

  step(by: number): void {
    void this.show(this.at + by)
  }

  /** My standing judgement on the item that is shown, corrections left out. */
  get mine(): JudgementAnswer | null {
    const standing = this.item?.judgements.filter((one) => one.undone_by === null && one.who === this.who && one.verdict !== 'undo')
    return standing?.findLast(({ verdict }) => verdict !== 'correct' && verdict !== 'note') ?? null
  }

  /** Keeps a decision on the item that is shown; the same once more takes it back. */
  async decide(answer: Answer): Promise<void> {
    const { item, mine } = this
    if (!item || !this.isReady()) return
    await this.alone(async () => {
      if (mine?.verdict === answer) {
        await desk.undo(mine.number, this.reason || 'decided anew')
        this.notice = { text: `Taken back: ${told(mine)}.` }
        await this.refresh(item.key)
        return
      }
      const others = item.sort === 'actor' ? await this.decideOnActor(item, answer) : await this.judge(item, answer)
      this.notice = others.length
        ? { text: `Kept. In the meantime: ${others.map((one) => `${one.who} ${told(one)}`).join('; ')}. Both are kept.`, isAlarm: true }
        : null
      await this.refresh(item.key)
      if (this.advances && !others.length && this.row?.key === item.key) this.step(1)
    })
  }

  /** Corrects a field of the event that is shown. */
  async correct(field: string, value: unknown, number = 0): Promise<boolean> {
    const { item } = this
    const event = item?.events[number]
    if (!item || !event || !this.isReady()) return false
    let isKept = false
    await this.alone(async () => {
      const kept = await desk.judge({
        verdict: 'correct', subjects: [{ report: event.report.id, record: event.read.id }], why: this.reason || USUAL_REASON,
        field, value, seen: item.last,
      }) // prettier-ignore
      isKept = true
      this.notice = kept.others.length
        ? { text: `Kept. In the meantime: ${kept.others.map((one) => `${one.who} ${told(one)}`).join('; ')}. Both are kept.`, isAlarm: true }
        : { text: `Corrected: ${field}.`, undo: [kept.number] }
      await this.refresh(item.key)
    })
    return isKept
  }

  /** Takes back the last decision that is mine, whatever it is on and whenever it was made, and goes there. */
  async undo(): Promise<void> {
    await this.settled()
    if (!this.isReady()) return
    await this.alone(async () => {
      const [last] = await api.get<Decision[]>('review/decisions', { who: this.who, limit: 1 })
      if (!last) {
        this.notice = { text: 'There is nothing of yours to take back.' }
        return
      }
      await desk.undo(last.judgement.number, this.reason || 'taken back')
      this.notice = { text: `Taken back: ${told(last.judgement)}.` }
      if (last.key) {
        await this.refresh(last.key)
        await this.goTo(last.key)
      }
    })
  }

  /** Takes back judgements that were made together. */
  async undoAll(numbers: number[]): Promise<void> {
    await this.settled()
    await this.alone(async () => {
      const kept = await this.send<BulkKept>('review/undo', { numbers, why: 'taken back' })
      await this.load()
      this.notice = { text: `Taken back: ${kept.numbers.length} of ${numbers.length}.` }
    })
  }

  /** Accepts events together. */
  async acceptAll(keys: string[]): Promise<void> {
    await this.settled()
    await this.alone(async () => {
      const subjects = keys.map((key) => ({ report: key.slice(0, key.lastIndexOf('/')), record: key.slice(key.lastIndexOf('/') + 1) }))
      const kept = await this.send<BulkKept>('review/accept', { subjects, why: this.reason || 'accepted together in the review queue' })
      desk.adjust({ id: '' }) // what was accepted waits no more
      const rest = kept.left_out.length ? ` Left out: ${kept.left_out.join('; ')}` : ''
      await this.load()
      this.notice = { text: `Accepted ${kept.numbers.length} events.${rest}`, undo: kept.numbers, isAlarm: kept.left_out.length > 0 }
    })
  }

  select(key: string, isSelected: boolean): void {
    const selected = new Set(this.selected)
    if (isSelected) selected.add(key)
    else selected.delete(key)
    this.selected = selected
  }

  setAdvances(value: boolean): void {
    this.advances = value
    try {
      localStorage.setItem(ADVANCE, value ? 'yes' : 'no')
    } catch {
      // A browser that keeps nothing: it holds until the page is left.
    }
  }

  /** Events that wait and that the program is at least so sure of, with all filters; the whole list is asked for. */
  async sure(above: number): Promise<{ total: number; keys: string[] }> {
    const page = await api.get<ReviewPage>('review', { ...this.query, state: 'todo', sort: 'event', above, limit: 500 })
    return { total: page.total, keys: page.items.map(({ key }) => key) }
  }

  private async judge(item: ReviewItem, answer: Answer): Promise<JudgementAnswer[]> {
    const subjects = item.events.map((one) => ({ report: one.report.id, record: one.read.id }))
    const kept: Kept = await desk.judge({ verdict: answer, subjects, why: this.reason || USUAL_REASON, seen: item.last })
    return kept.others
  }

  private async decideOnActor(item: ReviewItem, answer: Answer): Promise<JudgementAnswer[]> {
    if (answer === 'accept' || answer === 'reject') {
      await this.send(`review/actors/${encodeURIComponent(item.suggestion?.id ?? '')}`, { verdict: answer, why: this.reason || USUAL_REASON })
    }
    return []
  }

  private send<Result>(path: string, body: Record<string, unknown>): Promise<Result> {
    return api.send<Result>('POST', path, { ...body, who: desk.session?.who ? null : desk.who })
  }

  /** Whether a decision may be made now; says what is missing. */
  private isReady(): boolean {
    if (!this.mayDecide || this.isDeciding) return false
    if (this.who) return true
    this.notice = { text: 'Say who you are first: a decision bears a name.', isAlarm: true }
    desk.askWho()
    return false
  }

  /** Waits for the write in progress: what a person asked for once, by a button, is not lost to it. */
  private async settled(): Promise<void> {
    while (this.isDeciding) await this.pending
  }

  /** One write at a time, so that a key held down decides once. */
  private async alone(act: () => Promise<void>): Promise<void> {
    if (this.isDeciding) return
    this.isDeciding = true
    this.pending = desk.trying(act).finally(() => (this.isDeciding = false))
    await this.pending
  }

  private fetched(key: string): Promise<ReviewItem> {
    let item = this.ahead.get(key)
    if (!item) {
      item = api.get<ReviewItem>(`review/items/${key.split('/').map(encodeURIComponent).join('/')}`)
      item.catch(() => this.ahead.delete(key))
      this.ahead.set(key, item)
    }
    return item
  }

  private async refresh(key: string): Promise<void> {
    this.ahead.clear() // a decision on one record may change others
    const item = await this.fetched(key)
    this.rows = this.rows.map((row) => (row.key === key ? { ...row, state: item.state } : row))
    if (this.row?.key === key) this.item = item
  }

  private async more(): Promise<void> {
    const state = desk.address.state || 'todo'
    const still = this.rows.filter((row) => state === 'all' || row.state === state).length
    const known = new Set(this.rows.map(({ key }) => key))
    const page = await api.get<ReviewPage>('review', { ...this.query, limit: PAGE, offset: still })
    this.rows = [...this.rows, ...page.items.filter(({ key }) => !known.has(key))]
  }
}

function rowOf(item: ReviewItem): ReviewRow {
  const [event] = item.events
  return {
    key: item.key, sort: item.sort, state: item.state, worth: item.worth?.value ?? 0,
    head: item.sort === 'pair' ? 'same act?' : (event?.event.kind ?? 'actor'), words: item.events.map((one) => one.read.evidence.exact).join(' / ') || item.key,
    outlet: event?.report.outlet ?? null, confidence: item.sort === 'event' ? (event?.read.confidence ?? null) : null,
  } // prettier-ignore
}

function read(): boolean {
  try {
    return localStorage.getItem(ADVANCE) !== 'no'
  } catch {
    return true
  }
}
