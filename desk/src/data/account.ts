// An incident field by field: every value told, whoever tells it, and the words. Pure.
import type { Event, IncidentAnswer, ReportCard, Span } from '../api/contract'
import { fromIso, shownSpan } from './days'
import { chainOf } from './marks'
import { label, range } from './words'

/** One telling of a value: who says so, where, and the words for it. */
export interface Told {
  report: string
  event: string
  card: ReportCard | null
  by: string
  status: string
  evidence: Span | null
  words: Span | null
}

export interface Value {
  told: string
  /** What the value is of, in the text's words. */
  note: string
  /** Whether the rule lets it stand for the incident. */
  isChosen: boolean
  tellings: Told[]
}

export interface Field {
  name: string
  note: string
  values: Value[]
  /** Figures of a running toll by date, where it is one. */
  toll: TollPoint[] | null
}

export interface TollPoint extends Told {
  day: number
  low: number
  best: number
  high: number
  isOpen: boolean
  /** Who is counted, without the figure: tolls of one sort make one line. */
  of: string
}

type Members = readonly (readonly string[])[]
type Bounds = { low: number | null; best: number | null; high: number | null }

/** The fields of an incident, figures first. */
export function fieldsOf({ incident, mentions, reports }: IncidentAnswer): Field[] {
  const events = new Map(mentions.map(({ report, event }) => [keyOf([report, event.id]), event]))
  const cards = new Map(reports.map((card) => [card.id, card]))
  const telling = (member: readonly string[], words: (event: Event) => Span | null | undefined): Told => {
    const event = events.get(keyOf(member))
    const card = cards.get(member[0] ?? '') ?? null
    return {
      report: member[0] ?? '', event: member[1] ?? '', card, by: chainOf(card?.outlet ?? null, event?.sources ?? []).join(' › '),
      status: event?.status ?? '', evidence: event?.evidence ?? null, words: (event && words(event)) ?? null,
    } // prettier-ignore
  }
  const tellings = (members: Members, words: (event: Event) => Span | null | undefined) =>
    members.map((member) => telling(member, words)).sort(inTime)
  const field = (name: string, values: Value[]): Field => ({ name, note: '', values, toll: null })
  const { place } = incident
  const found: Field[] = []
  const others = [
    field('Kind', incident.kinds.map(({ kind, members }) => ({ told: label(kind), note: '', isChosen: kind === incident.kind, tellings: tellings(members, ({ trigger }) => trigger) }))),
    ...(['actors', 'targets'] as const).map((side) =>
      field(side === 'actors' ? 'Who' : 'To whom', incident[side].map(({ actor, name, chosen, members }) => ({
        told: name, note: '', isChosen: chosen, tellings: tellings(members, (event) => event[side].find((party) => party.actor === actor)?.span),
      }))),
    ),
    field('Where', incident.places.map((one) => ({
      told: one.name, note: one.precision === 'exact' ? '' : one.precision, isChosen: one.place === place?.place && one.precision === place.precision,
      tellings: tellings(one.members, (event) => event.places.find((spot) => spot.place === one.place)?.span),
    }))),
    field('When', incident.times.map((one) => ({
      told: shownSpan(fromIso(one.start), fromIso(one.end)), note: '', isChosen: one.start === incident.time.start && one.end === incident.time.end && one.precision === incident.time.precision,
      tellings: tellings(one.members, ({ time }) => time.span),
    }))),
  ] // prettier-ignore
  for (const count of incident.counts) {
    const words = (bounds: Bounds) => (event: Event) => event.counts.find((one) => one.what === count.what && same(one, bounds))?.span ?? event.counts.find(({ what }) => what === count.what)?.span
    const values = new Map<string, Value>()
    for (const figure of count.figures) {
      const key = `${figure.low}/${figure.best}/${figure.high}`
      const value = values.get(key) ?? { told: range(figure.low, figure.best, figure.high) || 'no figure', note: figure.whom ?? '', isChosen: same(figure, count), tellings: [] }
      value.tellings.push({ ...telling(figure.member, words(figure)), status: figure.status })
      values.set(key, value)
    }
    const notes = [count.cumulative ? 'running toll' : '', count.part ? 'part of another figure' : ''].filter(Boolean)
    const toll = count.cumulative ? count.figures.flatMap((figure) => point(figure, figure.date, figure.whom, telling(figure.member, words(figure)))) : null
    found.push({
      name: label(count.what), note: [count.whom ?? '', ...notes].filter(Boolean).join(', '),
      values: [...values.values()].map((value) => ({ ...value, tellings: value.tellings.sort(inTime) })),
      toll: toll && new Set(toll.map(({ day }) => day)).size > 1 ? toll.sort((a, b) => a.day - b.day) : null,
    }) // prettier-ignore
  }
  return [...found, ...others]
    .filter(({ values }) => values.length)
    .map((one) => ({ ...one, values: [...one.values].sort((a, b) => Number(b.isChosen) - Number(a.isChosen)) }))
}

export function keyOf(member: readonly string[]): string {
  return JSON.stringify(member.slice(0, 2))
}

function point(figure: Bounds, date: string | null, whom: string | null, told: Told): TollPoint[] {
  const day = fromIso(date)
  const best = figure.best ?? figure.low ?? figure.high
  if (day === null || best === null) return []
  return [{ ...told, day, best, low: figure.low ?? best, high: figure.high ?? best, isOpen: figure.high === null, of: (whom ?? '').replace(/[\d.,]+/g, '').trim().toLowerCase() }]
}

function same(one: Bounds, other: Bounds): boolean {
  return one.low === other.low && one.best === other.best && one.high === other.high
}

function inTime(one: Told, other: Told): number {
  const [a, b] = [`${one.card?.published ?? '9999'} ${one.report}`, `${other.card?.published ?? '9999'} ${other.report}`]
  return a < b ? -1 : a > b ? 1 : Number(!!one.card?.reprint) - Number(!!other.card?.reprint)
}

// ---------------------------------------------------------------- why merged

const PARTS: Record<string, string> = {
  kind: 'Kind of act', time: 'Time', place: 'Place', sides: 'Sides', figures: 'Figures', means: 'Means', scene: 'What was struck', report: 'Report', standing: 'Standing',
} // prettier-ignore
const FOUND: Record<string, string> = {
  'kind.same': 'the same', 'kind.kin': 'of one family', 'kind.loose': 'one told in wider words', 'kind.toll': 'both tolls of a campaign',
  'kind.outcome': 'an attack and its casualties', 'kind.outcome-here': 'an attack and its casualties, of one place', 'kind.unspecified': 'both fit no kind',
  'time.same-day': 'the same day', 'time.same-span': 'the same days', 'time.within': 'one lies within the other', 'time.in-span': 'a day of a season or year',
  'time.1-off': 'one day apart', 'time.2-off': 'two days apart', 'time.3-off': 'three days apart', 'time.goes-on': 'days of one battle',
  'time.possible': 'may overlap, one is open', 'time.possible-both': 'may overlap, both are open', 'time.possible-far': 'overlap at the rim at most',
  'time.possible-fresh': 'may overlap, one is told as fresh news', 'time.unknown': 'one is not told',
  'place.same-spot': 'the same spot', 'place.same-near': 'near the same place', 'place.same-area': 'the same area', 'place.same-country': 'the same country, no closer',
  'place.in-area': 'a spot of the area', 'place.in-country': 'a spot of the country', 'place.around': 'a spot near the area', 'place.next-to': 'next to each other',
  'place.near': 'near each other', 'place.off': 'some way apart', 'place.apart': 'far apart', 'place.namesake': 'one name in two countries', 'place.setting': 'the place that the report tells of', 'place.unknown': 'one is not told',
  'sides.both': 'both the same', 'sides.actor': 'the same actor', 'sides.target': 'the same target', 'sides.open': 'not told', 'sides.conflict': 'others',
  'sides.actor-same-target-other': 'the same actor, another target', 'sides.actor-other-target-same': 'another actor, the same target', 'sides.target-other': 'another target', 'sides.turned': 'who hits in one is hit in the other',
  'figures.meet': 'meet', 'figures.same': 'the same', 'figures.same-telling': 'the same, of several', 'figures.rival': 'differ', 'figures.open': 'not both told',
  'means.shared': 'the same', 'means.other': 'others', 'means.open': 'not both told',
  'scene.shared': 'the same', 'scene.other': 'others', 'scene.open': 'not both told',
  'report.same': 'both in one', 'report.another': 'two', 'report.same-breath': 'two acts of one sentence',
  'standing.alike': 'alike', 'standing.brought-in': 'one is background', 'standing.apart-in-report': 'news and background of one report', 'standing.foretold': 'one foretells the other',
} // prettier-ignore

export interface Reason {
  part: string
  found: string
  weight: number
}

/** The parts of a score in words, the weightiest first; what weighs nothing is left out. */
export function reasonsOf(link: IncidentAnswer['incident']['links'][number]): Reason[] {
  const start = link.score - link.parts.reduce((sum, { weight }) => sum + weight, 0)
  const parts = link.parts.map(({ part, found, weight }) => ({
    part: PARTS[part] ?? label(part), found: FOUND[`${part}.${found}`] ?? found.replaceAll('-', ' '), weight,
  })) // prettier-ignore
  return [...parts.filter(({ weight }) => Math.abs(weight) >= 0.005).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)), { part: 'To begin with', found: 'two mentions taken at random hardly tell one act', weight: start }]
}

/** Log odds as a share of a hundred. */
export function likelihood(score: number): string {
  const share = 100 / (1 + Math.exp(-score))
  return share > 99 ? 'over 99 %' : share < 1 ? 'under 1 %' : `${Math.round(share)} %`
}
