import { describe, expect, it } from 'vitest'
import { fromIso } from '../data/days'
import { format, NO_FILTERS, parse, type Address } from './url'

const BARE = parse('/', '')
const back = (address: Address) => {
  const [path = '', search = ''] = format(address).split('?')
  return parse(path, search)
}

describe('addresses', () => {
  it('are short where all is as usual', () => expect(format(BARE)).toBe('/map'))
  it('come back the same', () => {
    const days = (first: string, last: string) => [fromIso(first), fromIso(last)] as [number, number]
    const full: Address = {
      page: 'map', id: '', filters: { ...NO_FILTERS, actor: 'كتيبة & co', place: 'A/B, C+D', grade: 'weak' }, hidden: ['relief', 'strikes'],
      breadth: days('2018-01-01', '2018-12-31'), range: days('2018-03-01', '2018-03-09'), map: { zoom: 6.25, lat: 34.5, lon: -40.125 },
      open: 'i-0123456789ab', layers: ['control'], table: true, state: 'unsure', sort: 'pair',
      own: { record: 'e12', mark: '120-134', without: 'times,counts', rule: 'latest', since: '2018-01-01', until: '2018-01-07', q: '"صاروخ" -x', cols: 'kind,place', order: '-end' },
    } // prettier-ignore
    expect(back(full)).toEqual(full)
    expect(format(back(full))).toBe(format(full))
  })
  it('keep ids with any characters', () => {
    for (const id of ['far/away?1', 'a b', '100%', '#1', 'é']) expect(back({ ...BARE, page: 'reports', id }).id).toBe(id)
  })
  it('pass over what makes no sense', () => {
    expect(parse('/map', '?range=2018-03-09..2018-03-01&t=x..y&at=1/95/0&hide=')).toEqual(BARE)
    expect(parse('/reports/%E0%A4%A', '').id).toBe('%E0%A4%A')
  })
})
