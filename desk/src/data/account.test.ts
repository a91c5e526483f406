import { describe, expect, it } from 'vitest'
import type { IncidentAnswer } from '../api/contract'
import { fieldsOf, likelihood, reasonsOf } from './account'

const span = (exact: string, start = 0) => ({ start, end: start + exact.length, exact })
const event = (id: string, killed: number) => ({
  id, kind: 'shelling', status: 'reported', trigger: span('shelled'), evidence: span('shelled, killing some'), actors: [], targets: [], places: [],
  time: { start: null, end: '2031-03-04', precision: 'unknown', basis: 'published', span: null }, sources: [{ name: 'a doctor' }],
  counts: [{ what: 'killed', whom: 'people', low: killed, best: killed, high: killed, cumulative: false, subset_of: null, span: span(String(killed), 9) }],
}) // prettier-ignore
const figure = (n: number, report: string, date: string) => ({ low: n, best: n, high: n, whom: 'people', status: 'reported', source: null, date, member: [report, 'e1'] })

function answer(cumulative: boolean): IncidentAnswer {
  return {
    incident: {
      kind: 'shelling', kinds: [{ kind: 'raid', members: [['r2', 'e1']] }, { kind: 'shelling', members: [['r1', 'e1']] }], actors: [], targets: [], place: null, places: [],
      time: { start: null, end: '2031-03-04', precision: 'unknown' }, times: [{ start: null, end: '2031-03-04', precision: 'unknown', members: [['r1', 'e1'], ['r2', 'e1']] }],
      counts: [{ what: 'killed', whom: 'people', low: 9, best: 9, high: 9, cumulative, part: false, figures: [figure(9, 'r1', '2031-03-04'), figure(15, 'r2', '2031-03-09'), figure(9, 'r3', '2031-03-05')] }],
    },
    mentions: [{ report: 'r1', event: event('e1', 9) }, { report: 'r2', event: event('e1', 15) }],
    reports: [{ id: 'r1', outlet: 'Valley Wire', published: '2031-03-05', reprint: false }, { id: 'r2', outlet: null, published: '2031-03-04', reprint: false }],
  } as unknown as IncidentAnswer // prettier-ignore
}

describe('an account', () => {
  const fields = fieldsOf(answer(false))
  it('has each field with its rivals, the one by the rule first', () => {
    expect(fields.map(({ name, values }) => [name, values.map(({ told }) => told)])).toEqual([
      ['Killed', ['9', '15']], ['Kind', ['Shelling', 'Raid']], ['When', ['by 4 Mar 2031']],
    ]) // prettier-ignore
    expect(fields[0]?.values.map(({ isChosen }) => isChosen)).toEqual([true, false])
  })
  it('says who tells each and in which words', () => {
    const [nine, fifteen] = fields[0]?.values ?? []
    expect(nine?.tellings.map(({ report, by, words }) => [report, by, words?.exact])).toEqual([['r1', 'Valley Wire › a doctor', '9'], ['r3', 'Outlet unknown', undefined]])
    expect(fifteen?.tellings[0]?.words?.exact).toBe('15')
    expect(fields[2]?.values[0]?.tellings.map(({ report }) => report)).toEqual(['r2', 'r1'])
  })
  it('has a running toll by its dates', () => {
    expect(fields[0]?.toll).toBeNull()
    expect(fieldsOf(answer(true))[0]?.toll?.map(({ best }) => best)).toEqual([9, 9, 15])
  })
})

it('why two were joined adds up to the score', () => {
  const parts = [{ part: 'time', found: 'same-day', weight: 3.6 }, { part: 'place', found: 'off', weight: -2.4 }, { part: 'means', found: 'open', weight: 0 }, { part: 'kind', found: 'new-word', weight: 4.7 }]
  const reasons = reasonsOf({ members: [], score: -1.1, parts })
  expect(reasons.map(({ part, found }) => `${part}: ${found}`).slice(0, 3)).toEqual(['Kind of act: new word', 'Time: the same day', 'Place: some way apart'])
  expect(reasons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(-1.1)
})

it('log odds are told as a share', () => expect([0, 9, -9, 2].map(likelihood)).toEqual(['50 %', 'over 99 %', 'under 1 %', '88 %']))
