// What a brief of some days says, and the part of the world that a small map shows. Pure.
import type { IncidentRow } from '../api/contract'
import { fromIso } from './days'
import { mercatorX, mercatorY } from './incidents'

export interface Week {
  incidents: number
  /** Deaths told: sums of the lowest and of the highest figures; running tolls are in neither. */
  low: number
  high: number
  contested: number
  undatedByDay: number
  /** Incidents by the day they began on, one figure a day. */
  byDay: number[]
  byFamily: { family: string; count: number }[]
  /** Those with most dead first, then those that most sources tell. */
  foremost: IncidentRow[]
}

/** The figures of some days, inclusive. */
export function weekOf(rows: readonly IncidentRow[], since: number, until: number, familyOf: (kind: string) => string): Week {
  const byDay = new Array<number>(until - since + 1).fill(0)
  const families = new Map<string, number>()
  const week = { incidents: rows.length, low: 0, high: 0, contested: 0, undatedByDay: 0 }
  for (const row of rows) {
    const [start, end] = [fromIso(row.start), fromIso(row.end)]
    week.low += row.killed_low ?? row.killed ?? 0
    week.high += row.killed_high ?? row.killed ?? row.killed_low ?? 0
    if (row.grade === 'contested') week.contested++
    if (row.time_precision !== 'day' && row.time_precision !== 'days') week.undatedByDay++
    else if (end !== null) byDay[Math.max(0, Math.min(byDay.length - 1, (start ?? end) - since))]!++
    families.set(familyOf(row.kind), (families.get(familyOf(row.kind)) ?? 0) + 1)
  }
  const weight = (row: IncidentRow) => row.killed_high ?? row.killed ?? row.killed_low ?? 0
  return {
    ...week,
    byDay,
    byFamily: [...families].map(([family, count]) => ({ family, count })).sort((a, b) => b.count - a.count || (a.family < b.family ? -1 : 1)),
    foremost: [...rows].sort((a, b) => weight(b) - weight(a) || b.sources - a.sources || b.members - a.members || (a.id < b.id ? -1 : 1)),
  }
}

export interface Spot {
  lat: number
  lon: number
  /** Kilometres within which it is; 0 for a point. */
  km: number
}

/** A part of the world, in Web Mercator from 0 to 1, and its size in units of the drawing. */
export interface Sight {
  x: number
  y: number
  scale: number
  width: number
  height: number
}

const ROUND_KM = 40_075
const LEAST_KM = 600
const MARGIN = 1.35

const MOST_SHARE = 0.85
const REACH = 1.6

/** The spots that lie together; those far from most of the others would make the map a map of the world. */
export function gathered<One extends Spot>(spots: readonly One[]): One[] {
  const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0
  const [x, y] = [middle(spots.map(({ lon }) => mercatorX(lon))), middle(spots.map(({ lat }) => mercatorY(lat)))]
  const far = spots.map(({ lat, lon }) => Math.hypot(mercatorX(lon) - x, mercatorY(lat) - y))
  const most = [...far].sort((a, b) => a - b)[Math.max(0, Math.ceil(spots.length * MOST_SHARE) - 1)] ?? 0
  const reach = Math.max(most * REACH, share(LEAST_KM, 0))
  return spots.filter((_, n) => (far[n] as number) <= reach)
}

/** The part that shows all spots with some land around them. */
export function sightOf(spots: readonly Spot[], width: number, height: number): Sight {
  const xs = spots.flatMap(({ lat, lon, km }) => [mercatorX(lon) - share(km, lat), mercatorX(lon) + share(km, lat)])
  const ys = spots.flatMap(({ lat, km }) => [mercatorY(lat) - share(km, lat), mercatorY(lat) + share(km, lat)])
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const least = share(LEAST_KM, spots[0]?.lat ?? 0)
  const breadth = Math.max((right - left) * MARGIN, ((bottom - top) * MARGIN * width) / height, least)
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale: width / breadth, width, height }
}

/** Kilometres at a latitude as a share of the world's width. */
export function share(km: number, lat: number): number {
  return km / (ROUND_KM * Math.max(0.05, Math.cos((lat * Math.PI) / 180)))
}

export function across({ x, scale, width }: Sight, lon: number): number {
  return (mercatorX(lon) - x) * scale + width / 2
}

export function down({ y, scale, height }: Sight, lat: number): number {
  return (mercatorY(lat) - y) * scale + height / 2
}

/** A round number of kilometres that takes about a quarter of the breadth. */
export function barOf(sight: Sight, lat: number): { km: number; units: number } {
  const most = sight.width / 4 / (share(1, lat) * sight.scale)
  const power = 10 ** Math.floor(Math.log10(most))
  const km = [5, 2, 1].map((step) => step * power).find((one) => one <= most) ?? power
  return { km, units: share(km, lat) * sight.scale }
}
