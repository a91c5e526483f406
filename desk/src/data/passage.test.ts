import { describe, expect, it } from 'vitest'
import { pieces } from './passage'

describe('pieces of a passage', () => {
  it('are cut by code points and keep every letter', () => {
    const passage = { start: 10, text: 'a🙂b shells fell', before: true, after: false }
    const found = pieces(passage, [
      { start: 11, end: 12, layer: 'actor' },
      { start: 14, end: 25, layer: 'evidence' },
      { start: 14, end: 20, layer: 'trigger' },
      { start: 0, end: 5, layer: 'place' },
    ])
    expect(found.map(({ text }) => text).join('')).toBe(passage.text)
    expect(found.find(({ layer }) => layer === 'actor')?.text).toBe('🙂')
    expect(found.find(({ layer }) => layer === 'trigger')).toEqual({ text: 'shells', evidence: true, layer: 'trigger' })
    expect(found.at(-1)).toEqual({ text: ' fell', evidence: true, layer: null })
  })
})
