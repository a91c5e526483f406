// The bars of the timeline. A bar counts what may have happened in its days: what a brush over just them would leave.
import { utcDay, utcMonth, utcWeek, utcYear, type CountableTimeInterval } from 'd3-time'
import { fromDate, toDate } from './days'
import { UNDATED, type Incidents } from './incidents'

/** The named breadths of the timeline, in days; null for all. */
export const ZOOMS: readonly { name: string; days: number | null }[] = [
  { name: 'All', days: null },
  { name: '5 y', days: 1826 },
  { name: '1 y', days: 365 },
  { name: '3 mo', days: 91 },
  { name: '1 mo', days: 31 },
  { name: '1 wk', days: 7 },
  { name: '1 d', days: 1 },
]

const COARSE_DAYS = 31 // what is dated more coarsely is drawn paler

export interface Bins {
  /** First day of every bar, and after the last one the day after it. */
  edges: Int32Array
  /** Bars one after the other, in each a count for every family. */
  counts: Int32Array
  /** Of each bar, how many are dated to more than a month. */
  coarse: Int32Array
  most: number
  unit: 'day' | 'week' | 'month' | 'year'
}

/** The grain of the bars for a breadth in days. */
export function unitFor(days: number): Bins['unit'] {
  if (days <= 130) return 'day'
  if (days <= 1100) return 'week'
  return days <= 365 * 25 ? 'month' : 'year'
}

const INTERVALS: Record<Bins['unit'], CountableTimeInterval> = {
  day: utcDay,
  week: utcWeek,
  month: utcMonth,
  year: utcYear,
}

export function binsOf(incidents: Incidents, hidden: ReadonlySet<string>, [first, last]: readonly [number, number]): Bins {
  const unit = unitFor(last - first + 1)
  const interval = INTERVALS[unit]
  const starts = interval.range(interval.floor(toDate(first)), toDate(last + 1)).map(fromDate)
  const edges = Int32Array.from([...starts, fromDate(interval.offset(toDate(starts.at(-1) ?? first), 1))])
  const [bars, families] = [edges.length - 1, incidents.families.length]
  const change = new Int32Array((bars + 1) * families) // +1 where an incident begins, -1 after it ends
  const coarseChange = new Int32Array(bars + 1)
  const isShown = incidents.families.map((family) => !hidden.has(family.name))
  const firstEdge = edges[0] as number
  const endEdge = edges[bars] as number
  const barOf = lookup(edges)
  for (let i = 0; i < incidents.size; i++) {
    const [start, end, family] = [incidents.start[i] as number, incidents.end[i] as number, incidents.family[i] as number]
    if (start === UNDATED || end < firstEdge || start >= endEdge || !isShown[family]) continue
    const from = barOf(Math.max(start, firstEdge))
    const to = barOf(Math.min(end, endEdge - 1)) + 1
    add(change, from * families + family, 1)
    add(change, to * families + family, -1)
    if (end - start >= COARSE_DAYS) {
      add(coarseChange, from, 1)
      add(coarseChange, to, -1)
    }
  }
  const counts = new Int32Array(bars * families)
  const coarse = new Int32Array(bars)
  let most = 0
  for (let bar = 0; bar < bars; bar++) {
    let all = 0
    for (let family = 0; family < families; family++) {
      const at = bar * families + family
      counts[at] = (bar ? (counts[at - families] as number) : 0) + (change[at] as number)
      all += counts[at] as number
    }
    coarse[bar] = (bar ? (coarse[bar - 1] as number) : 0) + (coarseChange[bar] as number)
    most = Math.max(most, all)
  }
  return { edges, counts, coarse, most, unit }
}

function add(counts: Int32Array, at: number, change: number): void {
  counts[at] = (counts[at] as number) + change
}

/** The bar of a day within the edges. */
function lookup(edges: Int32Array): (day: number) => number {
  const first = edges[0] as number
  const bars = edges.length - 1
  const table = new Uint16Array((edges[bars] as number) - first)
  for (let bar = 0; bar < bars; bar++) table.fill(bar, (edges[bar] as number) - first, (edges[bar + 1] as number) - first)
  return (day) => table[day - first] as number
}

/** A breadth of days around a day, kept within what there is where it fits. */
export function breadth(days: number, middle: number, [first, last]: readonly [number, number]): [number, number] {
  const start = Math.round(middle - (days - 1) / 2)
  const latest = Math.max(last - days + 1, first)
  const from = Math.max(first, Math.min(start, latest))
  return [from, from + days - 1]
}

const FEW = 0.03 // share of the incidents that may lie far off at either end
const FEWEST = 8 // incidents below which nothing is far off
const MOST_GAP = 0.5 // of the days of the rest that may lie empty before what is far off

/** The days of nearly all incidents, where a few lie far before or after them; null where none does. */
export function bulkOf(incidents: Incidents): [number, number] | null {
  const dated = incidents.start.filter((start) => start !== UNDATED).length
  if (dated < FEWEST) return null
  const starts = incidents.start.filter((start) => start !== UNDATED).sort()
  const ends = incidents.end.filter((_, i) => incidents.start[i] !== UNDATED).sort()
  const most = Math.max(1, Math.floor(dated * FEW))
  const length = Math.max(31, (ends[dated - 1 - most] as number) - (starts[most] as number))
  let [first, last] = [starts[0] as number, ends[dated - 1] as number]
  for (let few = 1; few <= most; few++) {
    if ((starts[few] as number) - (ends[few - 1] as number) > length * MOST_GAP) first = starts[few] as number
    if ((starts[dated - few] as number) - (ends[dated - 1 - few] as number) > length * MOST_GAP) last = ends[dated - 1 - few] as number
  }
  return first === starts[0] && last === ends[dated - 1] ? null : [first, last]
}

/** How many dated incidents lie wholly outside some days. */
export function outsideOf(incidents: Incidents, [first, last]: readonly [number, number]): number {
  let count = 0
  for (let i = 0; i < incidents.size; i++) {
    const [start, end] = [incidents.start[i] as number, incidents.end[i] as number]
    if (start !== UNDATED && (end < first || start > last)) count++
  }
  return count
}
