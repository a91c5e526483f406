// The words of records within a passage of a report. Offsets count code points, as the records do. Pure.
import type { EventRecord, Passage, Span } from './shapes'

export type Layer = 'evidence' | 'trigger' | 'actor' | 'target' | 'place' | 'time' | 'count' | 'source'

export interface Mark {
  start: number
  end: number
  layer: Layer
}

export interface Piece {
  text: string
  /** Whether it belongs to the words that the record rests on. */
  evidence: boolean
  /** What else it is; of several the innermost. */
  layer: Layer | null
}

/** The marks of an event: what it rests on, and the words of each field. */
export function marksOf(event: EventRecord): Mark[] {
  const found: Mark[] = []
  const add = (span: Span | null | undefined, layer: Layer) => {
    if (span) found.push({ start: span.start, end: span.end, layer })
  }
  add(event.evidence, 'evidence')
  for (const party of event.actors) add(party.span, 'actor')
  for (const party of event.targets) add(party.span, 'target')
  for (const place of event.places) add(place.span, 'place')
  add(event.time.span, 'time')
  for (const count of event.counts) add(count.span, 'count')
  for (const source of event.sources) add(source.span, 'source')
  add(event.trigger, 'trigger')
  return found
}

/** A passage cut where marks begin and end. */
export function pieces(passage: Passage, marks: readonly Mark[]): Piece[] {
  const letters = [...passage.text]
  const inside = marks
    .map((mark) => ({ ...mark, start: Math.max(0, mark.start - passage.start), end: Math.min(letters.length, mark.end - passage.start) }))
    .filter((mark) => mark.start < mark.end)
  const cuts = [...new Set([0, letters.length, ...inside.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b)
  return cuts.slice(0, -1).map((from, number) => {
    const over = inside.filter(({ start, end }) => start <= from && from < end)
    const fields = over.filter(({ layer }) => layer !== 'evidence').sort((a, b) => a.end - a.start - (b.end - b.start))
    return {
      text: letters.slice(from, cuts[number + 1]).join(''),
      evidence: over.some(({ layer }) => layer === 'evidence'),
      layer: (fields.find(({ layer }) => layer === 'trigger') ?? fields[0])?.layer ?? null,
    }
  })
}
