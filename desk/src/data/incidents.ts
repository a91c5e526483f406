// The incidents of one answer as typed arrays, and which of them a filter leaves. One pass over 50,000 takes about a
// millisecond, so that every frame of a brush may ask anew.

/** The answer of /api/incidents/columns. */
export interface Columns {
  kinds: string[]
  grades: string[]
  precisions: string[]
  times: string[]
  places: string[]
  parties: string[]
  id: string[]
  kind: number[]
  start: (number | null)[]
  end: (number | null)[]
  time: number[]
  lat: (number | null)[]
  lon: (number | null)[]
  precision: number[]
  killed_low: (number | null)[]
  killed: (number | null)[]
  killed_high: (number | null)[]
  grade: number[]
  sources: number[]
  members: number[]
  place: number[]
  actors: number[]
  targets: number[]
}

export const UNDATED = -0x80000000
const NOWHERE = 'country'

/** What narrows the incidents in the browser, without asking the server. */
export interface Narrowing {
  /** First and last day, inclusive; null for all, undated ones too. */
  days: readonly [number, number] | null
  /** Families that are not shown. */
  hidden: ReadonlySet<string>
}

export class Incidents {
  readonly size: number
  readonly family: Uint8Array
  readonly start: Int32Array
  readonly end: Int32Array
  /** Web Mercator, 0 to 1 from the west and from the north; NaN where the map cannot show it. */
  readonly x: Float64Array
  readonly y: Float64Array
  /** Kilometres within which it happened; 0 where the point is known. */
  readonly km: Float32Array
  /** The place by its number, -1 where there is none. */
  readonly place: Int32Array
  /** Deaths: lowest, best and highest figure; 0 where none is told. */
  readonly low: Float64Array
  readonly best: Float64Array
  readonly high: Float64Array
  readonly firstDay: number | null
  readonly lastDay: number | null
  readonly undated: number
  private readonly numbers: Map<string, number>

  constructor(
    readonly columns: Columns,
    readonly families: readonly { name: string; kinds: readonly string[] }[],
    precisions: readonly { precision: string; km: number }[],
  ) {
    const n = (this.size = columns.id.length)
    const familyOfKind = columns.kinds.map((kind) => families.findIndex((family) => family.kinds.includes(kind)))
    this.family = Uint8Array.from(columns.kind, (kind) => familyOfKind[kind] ?? 0)
    this.start = new Int32Array(n)
    this.end = new Int32Array(n)
    this.place = Int32Array.from(columns.place)
    const radii = columns.precisions.map((word) => precisions.find(({ precision }) => precision === word)?.km ?? 0)
    this.km = Float32Array.from(columns.precision, (number) => radii[number] ?? 0)
    const { killed_low, killed, killed_high } = columns
    this.best = Float64Array.from(killed, (best, i) => best ?? killed_low[i] ?? 0)
    this.low = Float64Array.from(killed_low, (low, i) => low ?? (this.best[i] as number))
    this.high = Float64Array.from(killed_high, (high, i) => high ?? (this.best[i] as number))
    this.x = new Float64Array(n)
    this.y = new Float64Array(n)
    const nowhere = columns.precisions.indexOf(NOWHERE)
    let [first, last, undated] = [Infinity, -Infinity, 0]
    for (let i = 0; i < n; i++) {
      const start = columns.start[i] ?? columns.end[i] ?? null
      const end = columns.end[i] ?? start
      this.start[i] = start ?? UNDATED
      this.end[i] = end ?? UNDATED
      if (start === null || end === null) undated++
      else {
        if (start < first) first = start
        if (end > last) last = end
      }
      const [lat, lon] = [columns.lat[i] ?? null, columns.lon[i] ?? null]
      const isDrawn = lat !== null && lon !== null && columns.precision[i] !== nowhere
      this.x[i] = isDrawn ? mercatorX(lon) : NaN
      this.y[i] = isDrawn ? mercatorY(lat) : NaN
    }
    this.firstDay = first === Infinity ? null : first
    this.lastDay = last === -Infinity ? null : last
    this.undated = undated
    this.numbers = new Map(columns.id.map((id, number) => [id, number]))
  }

  /** The numbers of the incidents that are left, in the order of the answer (by day). */
  narrowed({ days, hidden }: Narrowing): Uint32Array {
    const found = new Uint32Array(this.size)
    const isShown = this.families.map((family) => !hidden.has(family.name))
    const [from, to] = days ?? [UNDATED, 0x7fffffff]
    let count = 0
    for (let i = 0; i < this.size; i++) {
      if (isShown[this.family[i] as number] && (this.start[i] as number) <= to && (this.end[i] as number) >= from) {
        found[count++] = i
      }
    }
    return found.subarray(0, count)
  }

  numberOf(id: string): number | null {
    return this.numbers.get(id) ?? null
  }

  /** Deaths told of some incidents: sums of their lowest and highest figures; running tolls are in neither. */
  deaths(numbers: Uint32Array): { low: number; high: number } {
    let [low, high] = [0, 0]
    for (let n = 0; n < numbers.length; n++) {
      low += this.low[numbers[n] as number] as number
      high += this.high[numbers[n] as number] as number
    }
    return { low, high }
  }
}

export function mercatorX(lon: number): number {
  return (lon + 180) / 360
}

export function mercatorY(lat: number): number {
  const bounded = Math.max(-85.051129, Math.min(85.051129, lat))
  const sine = Math.sin((bounded * Math.PI) / 180)
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
}

export function longitude(x: number): number {
  return x * 360 - 180
}

export function latitude(y: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI
}
