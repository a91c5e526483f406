// What the map draws: incidents that would lie on each other, gathered into marks. A pure function of incidents and view.
import type { Incidents } from './incidents'

export const TILE = 512 // pixels of the world at zoom 0
const CELL = 52 // pixels within which incidents are gathered
const MARGIN = 80 // pixels beyond the map's edge in which marks may still reach into it
const EARTH_M = 40_075_016.686
const MIXED = -2

/** Where the map looks. */
export interface Camera {
  x: number
  y: number
  zoom: number
  width: number
  height: number
}

/** One mark: a single incident, or several. */
export interface Mark {
  /** Pixels from the left and the top of the map. */
  x: number
  y: number
  /** Radius in pixels. */
  r: number
  /** How many incidents it stands for. */
  count: number
  /** The number of one of them. */
  first: number
  /** The cells of the grid whose incidents it holds. */
  cells: number[]
  /** How many incidents of each family. */
  families: Uint16Array
  /** The place that all of them share, as a number of the columns' places; negative where there is none. */
  place: number
  /** Kilometres of the disc where none of them is known to the point; 0 where one is. */
  km: number
  /** Radius of that disc in pixels. */
  disc: number
  /** Radii in pixels for the lowest and the highest figure of deaths, of a single incident that has a range; else 0. */
  low: number
  high: number
}

/** Which cell every incident lies in, -1 where it is nowhere. */
interface Grid {
  cell: Int32Array
  cells: number
}

const grids = new WeakMap<Incidents, Map<number, Grid>>()
const GRIDS_KEPT = 6

/** The grid of a zoom. It stays while the map is dragged and the brush moved. */
function gridOf(incidents: Incidents, zoom: number): Grid {
  const step = Math.round(zoom * 2) / 2
  const kept = grids.get(incidents) ?? new Map<number, Grid>()
  grids.set(incidents, kept)
  const there = kept.get(step)
  if (there) return there
  const scale = worldSize(step) / CELL
  const numbers = new Map<number, number>()
  const cell = new Int32Array(incidents.size)
  for (let i = 0; i < incidents.size; i++) {
    const [x, y] = [incidents.x[i] as number, incidents.y[i] as number]
    if (Number.isNaN(x)) {
      cell[i] = -1
      continue
    }
    const key = Math.floor(y * scale) * 0x1000000 + Math.floor(x * scale)
    let number = numbers.get(key)
    if (number === undefined) numbers.set(key, (number = numbers.size))
    cell[i] = number
  }
  const grid = { cell, cells: numbers.size }
  if (kept.size >= GRIDS_KEPT) kept.delete(kept.keys().next().value as number)
  kept.set(step, grid)
  return grid
}

export function worldSize(zoom: number): number {
  return TILE * 2 ** zoom
}

/** Pixels of a length on the ground, at a height of the map (Mercator's y). */
export function pixels(km: number, y: number, zoom: number): number {
  const latitude = Math.atan(Math.sinh(Math.PI * (1 - 2 * y)))
  return (km * 1000 * worldSize(zoom)) / (EARTH_M * Math.cos(latitude))
}

/** Radius of a single incident: its area follows its deaths. */
export function radiusOf(deaths: number): number {
  return Math.min(5 + 2.2 * Math.sqrt(deaths), 34)
}

function radiusOfMany(count: number): number {
  return Math.min(10 + 2.6 * Math.log2(count), 42)
}

/** The marks for some incidents, the largest first, so that small ones are drawn on top. */
export function marksOf(incidents: Incidents, numbers: Uint32Array, camera: Camera): Mark[] {
  const families = incidents.families.length
  const { cell, cells } = gridOf(incidents, camera.zoom)
  const counts = new Int32Array(cells)
  const firsts = new Int32Array(cells)
  const places = new Int32Array(cells)
  const [sumX, sumY] = [new Float64Array(cells), new Float64Array(cells)]
  const least = new Float32Array(cells)
  const ofFamily = new Uint16Array(cells * families)
  const { place } = incidents
  for (let n = 0; n < numbers.length; n++) {
    const i = numbers[n] as number
    const c = cell[i] as number
    if (c < 0) continue
    const count = (counts[c] as number) + 1
    counts[c] = count
    sumX[c] = (sumX[c] as number) + (incidents.x[i] as number)
    sumY[c] = (sumY[c] as number) + (incidents.y[i] as number)
    const at = c * families + (incidents.family[i] as number)
    ofFamily[at] = (ofFamily[at] as number) + 1
    if (count === 1) {
      firsts[c] = i
      places[c] = place[i] as number
      least[c] = incidents.km[i] as number
    } else {
      if (places[c] !== place[i]) places[c] = MIXED
      if ((incidents.km[i] as number) < (least[c] as number)) least[c] = incidents.km[i] as number
    }
  }
  const size = worldSize(camera.zoom)
  const left = camera.x * size - camera.width / 2
  const top = camera.y * size - camera.height / 2
  const marks: Mark[] = []
  for (let c = 0; c < cells; c++) {
    const count = counts[c] as number
    if (!count) continue
    const [worldX, worldY] = [(sumX[c] as number) / count, (sumY[c] as number) / count]
    const [x, y] = [worldX * size - left, worldY * size - top]
    const km = least[c] as number
    const disc = km > 0 ? Math.min(pixels(km, worldY, camera.zoom), 400) : 0
    const reach = Math.max(MARGIN, disc)
    if (x < -reach || y < -reach || x > camera.width + reach || y > camera.height + reach) continue
    const mark: Mark = {
      x, y, r: radiusOfMany(count), count, first: firsts[c] as number, cells: [c], km, disc, place: places[c] as number,
      families: ofFamily.slice(c * families, (c + 1) * families), low: 0, high: 0,
    } // prettier-ignore
    if (count === 1) single(incidents, mark)
    marks.push(mark)
  }
  return apart(marks).sort((a, b) => b.r - a.r || a.first - b.first)
}

function single(incidents: Incidents, mark: Mark): void {
  const [low, best, high] = [incidents.low[mark.first], incidents.best[mark.first], incidents.high[mark.first]] as [number, number, number]
  mark.r = Math.max(radiusOf(best), mark.disc)
  if (low !== high) [mark.low, mark.high] = [radiusOf(low), radiusOf(high)]
}

/** Joins marks of neighbouring cells that would cover each other. Discs for a coarse place may be covered. */
function apart(marks: Mark[]): Mark[] {
  const order = marks.sort((a, b) => b.count - a.count || a.first - b.first)
  const kept: Mark[] = []
  for (const mark of order) {
    const host = isDisc(mark) ? undefined : kept.find((other) => !isDisc(other) && covers(other, mark))
    if (!host) {
      kept.push(mark)
      continue
    }
    const count = host.count + mark.count
    host.x = (host.x * host.count + mark.x * mark.count) / count
    host.y = (host.y * host.count + mark.y * mark.count) / count
    host.count = count
    host.cells.push(...mark.cells)
    for (let family = 0; family < host.families.length; family++) {
      host.families[family] = (host.families[family] as number) + (mark.families[family] as number)
    }
    if (host.place !== mark.place) host.place = MIXED
    host.km = Math.min(host.km, mark.km)
    host.disc = host.km > 0 ? Math.max(host.disc, mark.disc) : 0
    host.r = radiusOfMany(count)
    host.low = host.high = 0
  }
  return kept
}

function covers(one: Mark, other: Mark): boolean {
  const reach = (one.r + other.r) * 0.8
  const [x, y] = [one.x - other.x, one.y - other.y]
  return x * x + y * y < reach * reach
}

/** Whether a mark is one coarse place, drawn as a wide disc. */
function isDisc(mark: Mark): boolean {
  return mark.count === 1 && mark.km > 0 && mark.r > 34
}

/** The incidents of a mark, among those that are shown. */
export function membersOf(incidents: Incidents, numbers: Uint32Array, zoom: number, mark: Mark): Uint32Array {
  const { cell } = gridOf(incidents, zoom)
  const cells = new Set(mark.cells)
  return numbers.filter((i) => cells.has(cell[i] as number))
}

/** The mark that holds an incident. */
export function markOf(incidents: Incidents, zoom: number, marks: readonly Mark[], incident: number): Mark | null {
  const cell = gridOf(incidents, zoom).cell[incident] as number
  return cell < 0 ? null : (marks.find((mark) => mark.cells.includes(cell)) ?? null)
}

/** The mark at a point: the smallest one that holds it. */
export function markAt(marks: readonly Mark[], x: number, y: number): Mark | null {
  for (let place = marks.length - 1; place >= 0; place--) {
    const mark = marks[place] as Mark
    if (Math.hypot(mark.x - x, mark.y - y) <= Math.max(mark.r, 11)) return mark
  }
  return null
}
