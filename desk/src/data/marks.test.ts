import { describe, expect, it } from 'vitest'
import type { Event, Reading, Statement } from '../api/contract'
import { chance, depthsOf, marksOf, paragraphAt, paragraphsOf, piecesOf, placesIn, recordsAt, type Mark } from './marks'

const span = (start: number, end: number) => ({ start, end, exact: '' })
const mark = (start: number, end: number, more: Partial<Mark> = {}): Mark => ({ layer: 'acts', part: 'name', record: 'e1', depth: 0, start, end, ...more })
const statement = (id: string, content: [number, number][], cue: [number, number] | null = null): Statement => ({
  id, sources: [], cue: cue && span(...cue), content: content.map((ends) => span(...ends)), quote: 'indirect', events: [], forecasts: [],
}) // prettier-ignore

describe('places in a text', () => {
  it('count letters beyond the first plane as one', () => {
    const text = 'a😀b🏴c'
    const place = placesIn(text)
    expect([0, 1, 2, 3, 4, 5, 9].map(place)).toEqual([0, 1, 3, 4, 6, 7, 7])
    expect([...text].slice(1, 3).join('')).toBe(text.slice(place(1), place(3)))
  })
  it('are the same where there are none', () => expect([0, 3, 9].map(placesIn('قصف'))).toEqual([0, 3, 3]))
})

describe('paragraphs', () => {
  const text = 'One two.\n\nThree four five.\n \nSix.'
  const marks = [mark(0, 3), mark(4, 15), mark(16, 20)]
  const found = paragraphsOf(text, marks)
  it('have the marks that touch them', () => {
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['One two.', 'Three four five.', 'Six.'])
    expect(found.map((one) => one.marks.map(({ start }) => start))).toEqual([[0, 4], [4, 16], []])
  })
  it('are found by a place', () => expect([0, 7, 9, 10, 26, 40].map((at) => paragraphAt(found, at))).toEqual([0, 0, 1, 1, 2, 3]))
  it('are cut so that nothing is lost', () => {
    for (const paragraph of found) {
      expect(piecesOf(text, paragraph).map((piece) => piece.text).join('')).toBe(text.slice(paragraph.start, paragraph.end))
    }
  })
})

describe('pieces', () => {
  const text = 'abcdefghij'
  const across = [mark(1, 5), mark(3, 8, { layer: 'sayings', part: 'content', record: 's1' }), mark(3, 5, { layer: 'counts' })]
  const [paragraph] = paragraphsOf(text, across)
  it('know all that lies over them', () => {
    const pieces = piecesOf(text, paragraph!)
    expect(pieces.map((piece) => [piece.text, piece.marks.length])).toEqual([['a', 0], ['bc', 1], ['de', 3], ['fgh', 1], ['ij', 0]])
    expect(recordsAt(pieces[2]!)).toEqual(['e1', 's1'])
  })
  it('are not cut by what is hidden', () => {
    expect(piecesOf(text, paragraph!, new Set(['acts', 'counts'])).map((piece) => piece.text)).toEqual(['abc', 'defgh', 'ij'])
    expect(piecesOf(text, paragraph!, new Set(['acts', 'counts']), [5, 99]).map((piece) => piece.text)).toEqual(['abc', 'de', 'fgh', 'ij'])
  })
})

describe('sayings', () => {
  it('lie in those whose words hold theirs', () => {
    const depths = depthsOf([statement('s1', [[0, 100]], [101, 105]), statement('s2', [[20, 60]], [61, 65]), statement('s3', [[30, 50]]), statement('s4', [[110, 120]])])
    expect([...depths]).toEqual([['s1', 0], ['s2', 1], ['s3', 2], ['s4', 0]])
  })
  it('told twice of the same words are no deeper', () => expect([...depthsOf([statement('a', [[0, 9]]), statement('b', [[0, 9]])]).values()]).toEqual([0, 0]))
})

it('marks stand where the spans stand, whatever the letters', () => {
  const text = '😀 Shells hit Tarsk.'
  const event = { id: 'e1', trigger: span(2, 8), evidence: span(2, 19), counts: [] } as unknown as Event
  const reading = { report: { text }, actors: [], places: [], times: [], events: [event], statements: [], forecasts: [] } as unknown as Reading
  expect(marksOf(reading).map(({ start, end }) => text.slice(start, end))).toEqual(['Shells hit Tarsk.', 'Shells'])
})

it('a chance is told as a range', () => {
  const scale = 'x'
  expect(chance({ probability: { low: 0.55, median: 0.7, high: 0.8, scale }, vague: false })).toBe('55–80 %')
  expect(chance({ probability: { low: 0.5, median: 0.5, high: 0.5, scale }, vague: false })).toBe('50 %')
  expect([chance({ probability: null, vague: true }), chance({ probability: null, vague: false })]).toEqual(['no figure', ''])
})
