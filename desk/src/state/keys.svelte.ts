// The keys of the desk: which single key does what, as each person has set it on their browser, and whether such keys act at all.

export const USUAL = { next: 'j', previous: 'k', yes: 'y', unsure: 'h', no: 'n', undo: 'u', edit: 'e', help: '?' } as const
export type Act = keyof typeof USUAL
export type KeyMap = Record<Act, string>
const KEPT = 'marsad-desk-keys'

/** The keys with one of them set anew, or why not. */
export function withKey(keys: KeyMap, act: Act, key: string): KeyMap | string {
  if (!/^[^\s\p{C}\d/]$/u.test(key)) return 'One letter or sign, no digit, space or /: these have their own use.'
  const taken = (Object.keys(keys) as Act[]).find((one) => one !== act && keys[one] === key)
  return taken ? `${key} is taken: it stands for another act.` : { ...keys, [act]: key }
}

/** What a browser has kept; what has no sense is as usual. */
export function readKeys(text: string | null): { isOn: boolean; of: KeyMap } {
  let of: KeyMap = { ...USUAL }
  try {
    const kept = JSON.parse(text ?? '{}') as { isOn?: unknown; of?: Record<string, unknown> }
    // All at once: two that were exchanged would else stand in each other's way.
    const wanted = { ...of, ...Object.fromEntries(Object.entries(kept.of ?? {}).filter(([act, key]) => act in USUAL && typeof key === 'string')) } as KeyMap
    if ((Object.keys(USUAL) as Act[]).every((act) => typeof withKey(wanted, act, wanted[act]) !== 'string')) of = wanted
    return { isOn: kept.isOn !== false, of }
  } catch {
    return { isOn: true, of }
  }
}

class Keys {
  of = $state.raw<KeyMap>({ ...USUAL })
  /** Whether keys without Ctrl or Alt act; somebody who speaks to the page, or whose hand shakes, turns them off. */
  isOn = $state(true)

  constructor() {
    try {
      const kept = readKeys(localStorage.getItem(KEPT))
      this.of = kept.of
      this.isOn = kept.isOn
    } catch {
      // A browser that keeps nothing has the usual keys.
    }
  }

  /** Sets the key of an act; why not, where it cannot be. */
  set(act: Act, key: string): string {
    const changed = withKey(this.of, act, key)
    if (typeof changed === 'string') return changed
    this.of = changed
    this.keep()
    return ''
  }

  turn(isOn: boolean): void {
    this.isOn = isOn
    this.keep()
  }

  reset(): void {
    this.of = { ...USUAL }
    this.isOn = true
    this.keep()
  }

  private keep(): void {
    try {
      localStorage.setItem(KEPT, JSON.stringify({ isOn: this.isOn, of: this.of }))
    } catch {
      // It holds until the page is left.
    }
  }
}

export const keys = new Keys()
