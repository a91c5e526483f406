// Judgements and values in words, as the review queue shows them. Pure.
import type { Event, JudgementAnswer } from '../../api/contract'
import { fromIso, shownSpan } from '../../data/days'
import { label, range } from '../../data/words'

const VERDICTS: Record<string, string> = {
  accept: 'accepted', reject: 'rejected', unsure: 'unsure', same: 'the same act', different: 'different acts',
  resolve: 'resolved', note: 'noted', undo: 'taken back',
} // prettier-ignore

/** "accepted", "kind corrected to air strike". */
export function told(judgement: JudgementAnswer): string {
  if (judgement.verdict !== 'correct') return VERDICTS[judgement.verdict] ?? judgement.verdict
  return `${judgement.field ?? ''} corrected to ${valueOf(judgement.value)}`
}

function valueOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return value.length ? value.map(valueOf).join(', ') : 'nobody'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'object') return String(value)
  const named = value as { name?: string }
  if (named.name !== undefined) return named.name
  return Object.entries(value).map(([what, figure]) => `${what} ${Array.isArray(figure) ? range(figure[0], figure[1], figure[2]) : 'none'}`).join(', ')
}

export const FIELDS = ['kind', 'actors', 'targets', 'place', 'time', 'counts', 'status', 'background', 'sources', 'means'] as const
export type Field = (typeof FIELDS)[number]

export const FIELD_NAMES: Record<Field, string> = {
  kind: 'Kind', actors: 'Who', targets: 'To whom', place: 'Where', time: 'When', counts: 'Figures', status: 'Told as',
  background: 'Background', sources: 'Who says so', means: 'Means',
} // prettier-ignore

/** The value of a field in words; empty where the text leaves it open. */
export function shownField(event: Event, field: Field): string {
  switch (field) {
    case 'kind':
      return label(event.kind)
    case 'actors':
    case 'targets':
      return event[field].map(({ name }) => name).join(', ')
    case 'place':
      return event.places.map((place) => `${place.relation === 'in' ? '' : `${place.relation} `}${place.name}${place.precision === 'exact' || place.precision === place.relation ? '' : ` (${place.precision})`}`).join(', ')
    case 'time':
      return event.time.start === null && event.time.end === null ? '' : shownSpan(fromIso(event.time.start), fromIso(event.time.end))
    case 'counts':
      return event.counts.map((count) => `${count.what} ${range(count.low, count.best, count.high) || '?'}${count.cumulative ? ' (running toll)' : ''}`).join(', ')
    case 'status':
      return event.status
    case 'background':
      return event.background ? 'yes' : 'no'
    case 'sources':
      return event.sources.map((source) => source.name ?? source.role ?? source.cue?.exact ?? 'unnamed').join(' ← ') || 'the outlet itself'
    case 'means':
      return event.means.map(({ name }) => name).join(', ')
  }
}
