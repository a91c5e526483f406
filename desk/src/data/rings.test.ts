import { describe, expect, it } from 'vitest'
import { closed, continuous, flat } from './rings'

describe('lines', () => {
  it('go on beyond the 180th meridian', () => {
    expect(continuous([[179, 65], [-179, 66], [178, 67]])).toEqual([[179, 65], [181, 66], [178, 67]])
    expect(continuous([[-170, 65], [170, 66]])).toEqual([[-170, 65], [-190, 66]])
    expect(continuous([[10, 1], [20, 2]])).toEqual([[10, 1], [20, 2]])
  })
  it('around the pole are closed below the map', () => {
    const ring = closed([[-180, -78], [-60, -70], [60, -70], [180, -78], [-180, -78]])
    expect(ring.slice(-3)).toEqual([[180, -89], [-180, -89], [-180, -78]])
    expect(closed([[0, 0], [1, 0], [1, 1], [0, 0]])).toHaveLength(4)
  })
  it('of points are no country', () => {
    expect(flat({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [1, 2] } })).toBeNull()
  })
})
