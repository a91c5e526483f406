// The records of a report as marks on its text. Spans count code points, as Python does; the page counts UTF-16 units,
// so a letter beyond the first plane moves all that follows. Marks may overlap in any way: each paragraph is cut
// wherever one begins or ends, and a piece knows all that lie over it. Pure.
import type { Event, Forecast, Reading, Source, Span, Statement } from '../api/contract'

export const LAYERS = ['acts', 'actors', 'places', 'times', 'counts', 'sayings', 'forecasts'] as const
export type Layer = (typeof LAYERS)[number]
/** What a mark is of its record: the words that name it, or those that bear it out. */
export type Part = 'name' | 'evidence' | 'speaker' | 'cue' | 'content'

export interface Mark {
  layer: Layer
  part: Part
  /** The record: an event's, statement's, forecast's or time's id, "actor:..." or "place:...". */
  record: string
  /** In UTF-16 units of the text. */
  start: number
  end: number
  /** How many sayings lie around this one. */
  depth: number
}

export interface Piece {
  start: number
  text: string
  marks: readonly Mark[]
}

export interface Paragraph {
  start: number
  end: number
  marks: Mark[]
}

/** Turns places counted in code points into places in the string. */
export function placesIn(text: string): (codePoint: number) => number {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return (at) => Math.min(at, text.length)
  const starts: number[] = []
  for (let at = 0; at < text.length; at += (text.codePointAt(at) as number) > 0xffff ? 2 : 1) starts.push(at)
  return (at) => starts[at] ?? text.length
}

/** All marks of a reading, by where they begin, wider ones first. */
export function marksOf(reading: Reading): Mark[] {
  const place = placesIn(reading.report.text)
  const marks: Mark[] = []
  const add = (span: Span | null, layer: Layer, part: Part, record: string, depth = 0) => {
    if (!span) return
    const [start, end] = [place(span.start), place(span.end)]
    if (end > start) marks.push({ layer, part, record, start, end, depth })
  }
  for (const actor of reading.actors) for (const span of actor.mentions) add(span, 'actors', 'name', `actor:${actor.id}`)
  for (const spot of reading.places) for (const span of spot.mentions) add(span, 'places', 'name', `place:${spot.id}`)
  for (const time of reading.times) add(time.span, 'times', 'name', time.id)
  for (const event of reading.events) {
    add(event.evidence, 'acts', 'evidence', event.id)
    add(event.trigger, 'acts', 'name', event.id)
    for (const count of event.counts) add(count.span, 'counts', 'name', event.id)
  }
  const depths = depthsOf(reading.statements)
  for (const statement of reading.statements) {
    const depth = depths.get(statement.id) ?? 0
    for (const span of statement.content) add(span, 'sayings', 'content', statement.id, depth)
    for (const source of statement.sources) add(source.span, 'sayings', 'speaker', statement.id, depth)
    add(statement.cue, 'sayings', 'cue', statement.id, depth)
  }
  for (const forecast of reading.forecasts) {
    add(forecast.evidence, 'forecasts', 'evidence', forecast.id)
    add(forecast.wording, 'forecasts', 'name', forecast.id)
  }
  return marks.sort((a, b) => a.start - b.start || b.end - a.end)
}

/** How deep each saying lies in others: one whose content holds another's, with its speaker, is around it. */
export function depthsOf(statements: readonly Statement[]): Map<string, number> {
  const reach = statements.map(({ id, content, cue }) => {
    const spans = cue ? [...content, cue] : content
    return { id, content, start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) }
  })
  const depths = new Map<string, number>()
  for (const inner of reach) {
    const around = reach.filter((outer) => outer !== inner && outer.content.some((span) => holds(span, inner) && !same(span, inner)))
    depths.set(inner.id, around.length)
  }
  return depths
}

function holds(outer: { start: number; end: number }, inner: { start: number; end: number }): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

function same(one: { start: number; end: number }, other: { start: number; end: number }): boolean {
  return one.start === other.start && one.end === other.end
}

/** The paragraphs of a text with the marks that touch them; lines without words are left out. */
export function paragraphsOf(text: string, marks: readonly Mark[]): Paragraph[] {
  const found: Paragraph[] = []
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    if (line.trim()) found.push({ start: index, end: index + line.length, marks: [] })
  }
  for (const mark of marks) {
    for (let n = paragraphAt(found, mark.start); n < found.length; n++) {
      const paragraph = found[n] as Paragraph
      if (paragraph.start >= mark.end) break
      if (paragraph.end > mark.start) paragraph.marks.push(mark)
    }
  }
  return found
}

/** The number of the paragraph at a place of the text, or of the next one. */
export function paragraphAt(paragraphs: readonly Paragraph[], at: number): number {
  let [low, high] = [0, paragraphs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((paragraphs[middle] as Paragraph).end <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** A paragraph cut wherever a mark begins or ends, and at some more places; marks of hidden layers cut nothing. */
export function piecesOf(text: string, paragraph: Paragraph, hidden: ReadonlySet<string> = new Set(), more: readonly number[] = []): Piece[] {
  const marks = paragraph.marks.filter(({ layer }) => !hidden.has(layer))
  const inside = (at: number) => Math.max(paragraph.start, Math.min(paragraph.end, at))
  const cuts = new Set([paragraph.start, paragraph.end])
  for (const { start, end } of marks) cuts.add(inside(start)).add(inside(end))
  for (const at of more) cuts.add(inside(at))
  const order = [...cuts].sort((a, b) => a - b)
  let [over, next]: [Mark[], number] = [[], 0]
  return order.slice(0, -1).map((start, n) => {
    const end = order[n + 1] as number
    over = over.filter((mark) => mark.end > start) // a list of its own for every piece
    while (next < marks.length && (marks[next] as Mark).start < end) over.push(marks[next++] as Mark)
    return { start, text: text.slice(start, end), marks: over }
  })
}

const FIRST: readonly Part[] = ['name', 'cue', 'speaker', 'content', 'evidence']
const FOREMOST: readonly Layer[] = ['acts', 'forecasts', 'counts', 'sayings', 'times', 'places', 'actors']

/** The records at a piece, the most telling first: names before sayings before evidence, the innermost first. */
export function recordsAt(piece: Piece): string[] {
  const order = [...piece.marks].sort(
    (a, b) =>
      FIRST.indexOf(a.part) - FIRST.indexOf(b.part) ||
      FOREMOST.indexOf(a.layer) - FOREMOST.indexOf(b.layer) ||
      b.depth - a.depth || a.end - a.start - (b.end - b.start),
  ) // prettier-ignore
  return [...new Set(order.map(({ record }) => record))]
}

/** The spans of a record, those that name it first: what lights up when it is chosen. */
export function spansOf(reading: Reading, record: string): { named: Span[]; told: Span[] } {
  const [kind, id] = record.includes(':') ? [record.slice(0, record.indexOf(':')), record.slice(record.indexOf(':') + 1)] : ['', record]
  const some = (...spans: (Span | null)[]) => spans.filter((span) => span !== null)
  if (kind === 'actor') return { named: reading.actors.find((one) => one.id === id)?.mentions ?? [], told: [] }
  if (kind === 'place') return { named: reading.places.find((one) => one.id === id)?.mentions ?? [], told: [] }
  const event = reading.events.find((one) => one.id === id)
  if (event) return { named: [event.trigger], told: some(event.evidence, ...partsOf(event)) }
  const statement = reading.statements.find((one) => one.id === id)
  if (statement) return { named: some(statement.cue, ...statement.sources.map(({ span }) => span)), told: statement.content }
  const forecast = reading.forecasts.find((one) => one.id === id)
  if (forecast) return { named: [forecast.wording], told: [forecast.evidence] }
  return { named: some(reading.times.find((one) => one.id === id)?.span ?? null), told: [] }
}

function partsOf(event: Event): (Span | null)[] {
  return [event.time.span, ...[...event.actors, ...event.targets, ...event.places, ...event.counts].map(({ span }) => span)]
}

/** Who says so, the outlet first, the one nearest to the act last. */
export function chainOf(outlet: string | null, sources: readonly Source[]): string[] {
  return [outlet ?? 'Outlet unknown', ...sources.map(nameOf).reverse()]
}

export function nameOf({ name, role, affiliation, span }: Source): string {
  return name ?? (role && affiliation ? `${role} of ${affiliation}` : (role ?? affiliation ?? span?.exact ?? 'somebody'))
}

/** "60–80 %", "even", "vague"; empty for an open question. */
export function chance({ probability, vague }: Pick<Forecast, 'probability' | 'vague'>): string {
  if (!probability) return vague ? 'no figure' : ''
  const [low, median, high] = [probability.low, probability.median, probability.high].map((share) => Math.round(share * 100)) as [number, number, number]
  return low === high ? `${median} %` : `${low}–${high} %`
}
