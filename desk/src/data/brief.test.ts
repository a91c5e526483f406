import { describe, expect, it } from 'vitest'
import type { IncidentRow } from '../api/contract'
import { across, barOf, down, gathered, sightOf, weekOf } from './brief'
import { fromIso } from './days'

const row = (id: string, more: Partial<IncidentRow>): IncidentRow => ({
  id, kind: 'shelling', actors: '', targets: '', start: '2031-03-04', end: '2031-03-04', time_precision: 'day', place: null, lat: null, lon: null, precision: null,
  killed_low: null, killed: null, killed_high: null, grade: 'weak', sources: 1, members: 1, ...more,
}) // prettier-ignore

describe('a week', () => {
  const rows = [
    row('a', { killed_low: 9, killed: 9, killed_high: 20, grade: 'contested' }),
    row('b', { kind: 'raid', killed_low: 3 }),
    row('c', { kind: 'raid', start: '2031-02-20', end: '2031-03-05', time_precision: 'days', sources: 4 }),
    row('d', { start: null, end: '2031-03-05', time_precision: 'unknown' }),
  ]
  const week = weekOf(rows, fromIso('2031-03-03')!, fromIso('2031-03-09')!, (kind) => (kind === 'raid' ? 'fighting' : 'strikes'))
  it('adds up the lowest and the highest figures', () => expect([week.low, week.high, week.contested]).toEqual([12, 23, 1]))
  it('counts each incident once, on its first day within', () => {
    expect(week.byDay).toEqual([1, 2, 0, 0, 0, 0, 0])
    expect(week.undatedByDay).toBe(1)
  })
  it('puts those with most dead first, then those with most sources', () => expect(week.foremost.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']))
  it('counts families', () => expect(week.byFamily).toEqual([{ family: 'fighting', count: 2 }, { family: 'strikes', count: 2 }]))
})

describe('a small map', () => {
  it('has all that it shows within it, and land around one point', () => {
    const spots = [{ lat: 35, lon: 40, km: 0 }, { lat: 36.5, lon: 43, km: 60 }]
    const sight = sightOf(spots, 400, 260)
    for (const { lat, lon } of spots) {
      expect(across(sight, lon)).toBeGreaterThan(0)
      expect(across(sight, lon)).toBeLessThan(400)
      expect(down(sight, lat)).toBeGreaterThan(0)
      expect(down(sight, lat)).toBeLessThan(260)
    }
    const alone = sightOf([{ lat: 35, lon: 40, km: 0 }], 400, 260)
    expect([across(alone, 40), down(alone, 35)].map(Math.round)).toEqual([200, 130])
    expect(barOf(alone, 35)).toMatchObject({ km: 100 })
  })
  it('leaves out what lies far from most', () => {
    const near = Array.from({ length: 9 }, (_, n) => ({ lat: 35 + n / 10, lon: 40, km: 0 }))
    const capital = { lat: 38.9, lon: -77, km: 0 }
    expect(gathered([capital, ...near])).toEqual(near)
    expect(gathered([capital])).toEqual([capital])
    expect(gathered([])).toEqual([])
  })
})
