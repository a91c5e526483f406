import { describe, expect, it } from 'vitest'
import { binsOf, breadth, bulkOf, outsideOf, unitFor } from './bins'
import { markAt, marksOf, membersOf, pixels } from './clusters'
import { FAMILY_COLOURS, holderColours } from './colours'
import { fromIso, shownSpan, toIso } from './days'
import { Incidents, latitude, longitude, mercatorX, mercatorY, type Columns } from './incidents'
import { label, range } from './words'

const FAMILIES = [{ name: 'fighting', kinds: ['raid'] }, { name: 'strikes', kinds: ['shelling'] }]
const RADII = [{ precision: 'exact', km: 0 }, { precision: 'area', km: 25 }]

type Told = { day: string | null; until?: string; kind?: number; at?: [number, number]; precision?: number; killed?: [number, number] }

function incidents(...told: Told[]): Incidents {
  const day = (text: string | null | undefined) => fromIso(text ?? null)
  const columns: Columns = {
    kinds: ['raid', 'shelling'], grades: ['weak'], precisions: ['exact', 'area', 'country'], times: ['day'], places: ['Tarsk'], parties: [],
    id: told.map((_, i) => `i-${i}`),
    kind: told.map(({ kind }) => kind ?? 0),
    start: told.map((one) => day(one.day)),
    end: told.map((one) => day(one.until ?? one.day)),
    time: told.map(() => 0),
    lat: told.map(({ at }) => (at ?? [35, 40])[0]),
    lon: told.map(({ at }) => (at ?? [35, 40])[1]),
    precision: told.map(({ precision }) => precision ?? 0),
    killed_low: told.map(({ killed }) => killed?.[0] ?? null),
    killed: told.map(({ killed }) => killed?.[0] ?? null),
    killed_high: told.map(({ killed }) => killed?.[1] ?? null),
    grade: told.map(() => 0), sources: told.map(() => 1), members: told.map(() => 1),
    place: told.map(() => 0), actors: told.map(() => -1), targets: told.map(() => -1),
  } // prettier-ignore
  return new Incidents(columns, FAMILIES, RADII)
}

const ALL = { days: null, hidden: new Set<string>() }
const days = (first: string, last: string) => [fromIso(first), fromIso(last)] as [number, number]

describe('days', () => {
  it('go there and back', () => {
    for (const text of ['1969-12-31', '1970-01-01', '2024-02-29', '2031-03-04']) expect(toIso(fromIso(text) as number)).toBe(text)
    for (const text of ['2023-02-29', '2031-13-01', 'today', '', null]) expect(fromIso(text)).toBeNull()
  })
  it('are told as people write them', () => {
    const told = (first: string, last: string) => shownSpan(...days(first, last))
    expect(told('2031-03-04', '2031-03-04')).toBe('4 Mar 2031')
    expect(told('2031-03-04', '2031-03-09')).toBe('4–9 Mar 2031')
    expect(told('2031-03-01', '2031-03-31')).toBe('Mar 2031')
    expect(told('2031-01-01', '2031-12-31')).toBe('2031')
    expect(told('2031-02-28', '2031-03-03')).toBe('28 Feb – 3 Mar 2031')
    expect(shownSpan(null, fromIso('2031-03-04'))).toBe('by 4 Mar 2031')
    expect(shownSpan(null, null)).toBe('undated')
  })
})

describe('incidents', () => {
  const some = incidents({ day: '2031-03-01', until: '2031-03-31' }, { day: '2031-03-10', kind: 1, killed: [3, 5] }, { day: null }, { day: '2031-04-01', precision: 2 })
  it('are left while they may have happened', () => {
    expect([...some.narrowed(ALL)]).toEqual([0, 1, 2, 3])
    expect([...some.narrowed({ ...ALL, days: days('2031-03-20', '2031-04-01') })]).toEqual([0, 3])
    expect([...some.narrowed({ days: null, hidden: new Set(['fighting']) })]).toEqual([1])
  })
  it('have no point where only their country is known', () => {
    expect(Number.isNaN(some.x[3])).toBe(true)
    expect([some.firstDay, some.lastDay].map((day) => toIso(day as number))).toEqual(['2031-03-01', '2031-04-01'])
    expect(some.undated).toBe(1)
  })
  it('add up their deaths', () => expect(some.deaths(some.narrowed(ALL))).toEqual({ low: 3, high: 5 }))
})

describe('marks', () => {
  const camera = { x: mercatorX(40), y: mercatorY(35), zoom: 6, width: 800, height: 600 }
  it('gather what would lie on each other, and lose nothing', () => {
    const some = incidents({ day: null }, { day: null, at: [35.001, 40] }, { day: null, at: [37, 43] }, { day: null, precision: 2 })
    const marks = marksOf(some, some.narrowed(ALL), camera)
    expect(marks.map(({ count }) => count).sort()).toEqual([1, 2])
    const both = marks.find(({ count }) => count === 2)!
    expect([...membersOf(some, some.narrowed(ALL), camera.zoom, both)]).toEqual([0, 1])
    expect(markAt(marks, both.x, both.y)).toBe(both)
    expect(markAt(marks, both.x + 100, both.y)).toBeNull()
  })
  it('are as wide as what is known of the place', () => {
    const [mark] = marksOf(incidents({ day: null, precision: 1 }), Uint32Array.of(0), { ...camera, zoom: 8 })
    expect(mark?.r).toBeCloseTo(pixels(25, camera.y, 8), 0)
  })
  it('show the range of deaths', () => {
    const [mark] = marksOf(incidents({ day: null, killed: [4, 25] }), Uint32Array.of(0), camera)
    expect(mark!.high).toBeGreaterThan(mark!.r)
  })
})

describe('bins', () => {
  it('count what a brush over them would leave', () => {
    const some = incidents({ day: '2031-03-01', until: '2031-03-31' }, { day: '2031-03-10', kind: 1 }, { day: '2031-03-10' })
    const bins = binsOf(some, new Set(), days('2031-03-01', '2031-03-31'))
    for (let bar = 0; bar + 1 < bins.edges.length; bar++) {
      const [first, next] = [bins.edges[bar] as number, bins.edges[bar + 1] as number]
      const left = some.narrowed({ ...ALL, days: [first, next - 1] }).length
      expect((bins.counts[bar * 2] as number) + (bins.counts[bar * 2 + 1] as number)).toBe(left)
    }
    expect(bins.most).toBe(3)
  })
  it('have a grain that fits the breadth', () => expect([7, 365, 3650, 30000].map(unitFor)).toEqual(['day', 'week', 'month', 'year']))
  it('stay within what there is', () => {
    expect(breadth(31, 100, [0, 1000])).toEqual([85, 115])
    expect(breadth(31, 1000, [0, 1000])).toEqual([970, 1000])
    expect(breadth(31, 5, [0, 10])).toEqual([0, 30])
  })
})

describe('the rest', () => {
  it('projects there and back', () => {
    for (const [lat, lon] of [[35, 40], [-33.9, 151.2], [0, -179]] as const) {
      expect(latitude(mercatorY(lat))).toBeCloseTo(lat, 8)
      expect(longitude(mercatorX(lon))).toBeCloseTo(lon, 8)
    }
  })
  it('gives every family and holder a colour', () => {
    expect(new Set(Object.values(FAMILY_COLOURS)).size).toBe(8)
    expect([...holderColours(['b', 'a', 'b', null]).keys()]).toEqual(['b', 'a'])
  })
  it('tells figures and words', () => {
    expect([range(15, 15, 20), range(15, null, null), range(null, null, 20), range(3, 3, 3), range(null, null, null)]).toEqual(['15–20', '15 or more', 'up to 20', '3', ''])
    expect(label('air-strike')).toBe('Air strike')
  })
})

describe('what lies far from the rest', () => {
  const campaign = Array.from({ length: 12 }, (_, n) => ({ day: toIso((fromIso('2031-03-01') ?? 0) + n * 10) }))

  it('is left out of the days that the timeline opens on', () => {
    const late = incidents(...campaign, { day: '2034-06-01' }, { day: null })
    const bulk = bulkOf(late)
    expect(bulk?.map(toIso)).toEqual(['2031-03-01', '2031-06-19'])
    expect(outsideOf(late, bulk ?? [0, 0])).toBe(1)
    expect(bulkOf(incidents({ day: '2028-01-01' }, ...campaign))?.map(toIso)).toEqual(['2031-03-01', '2031-06-19'])
  })

  it('is nothing where all lies together, or little is known', () => {
    expect(bulkOf(incidents(...campaign))).toBe(null)
    expect(bulkOf(incidents(...campaign, { day: '2031-07-20' }))).toBe(null)
    expect(bulkOf(incidents(...campaign.slice(0, 5), { day: '2034-06-01' }))).toBe(null)
    expect(bulkOf(incidents(...campaign, { day: '2034-06-01' }, { day: '2034-06-02' }, { day: '2034-06-03' }))).toBe(null)
  })
})
