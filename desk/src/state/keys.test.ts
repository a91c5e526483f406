import { describe, expect, it } from 'vitest'
import { readKeys, USUAL, withKey } from './keys.svelte'

describe('keys', () => {
  it('takes a free letter of any script', () => {
    expect(withKey({ ...USUAL }, 'next', 'ت')).toEqual({ ...USUAL, next: 'ت' })
    expect(withKey({ ...USUAL }, 'next', 'j')).toEqual({ ...USUAL })
  })

  it('refuses what is taken and what has its own use', () => {
    expect(withKey({ ...USUAL }, 'next', 'y')).toContain('taken')
    for (const key of ['', '1', ' ', '/', 'ab']) expect(withKey({ ...USUAL }, 'next', key)).toContain('One letter')
  })

  it('reads what was kept, and the usual keys where that has no sense', () => {
    const swapped = { next: 'k', previous: 'j' }
    expect(readKeys(JSON.stringify({ isOn: false, of: swapped }))).toEqual({ isOn: false, of: { ...USUAL, ...swapped } })
    for (const text of [null, '', '{', '[]', '{"of":{"next":"y"}}', '{"of":{"other":"x"}}']) expect(readKeys(text)).toEqual({ isOn: true, of: USUAL })
  })
})
