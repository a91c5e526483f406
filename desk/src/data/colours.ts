// Colours of meaning. Families: the eight of Okabe and Ito, told apart by all forms of colour vision, with a grey for
// their black. Holders of places: the muted set of Paul Tol, drawn as squares, so that the two never mean the same.

export const FAMILY_COLOURS: Record<string, string> = {
  fighting: '#d55e00',
  strikes: '#e69f00',
  attacks: '#cc79a7',
  territory: '#0072b2',
  unrest: '#f0e442',
  authority: '#56b4e9',
  relief: '#009e73',
  politics: '#8c939b',
}

export const HOLDER_COLOURS = ['#332288', '#44aa99', '#882255', '#999933', '#88ccee', '#cc6677', '#117733', '#ddcc77']
export const OTHER_HOLDER = '#9aa0a6'

export function familyColour(family: string): string {
  return FAMILY_COLOURS[family] ?? '#8c939b'
}

/** A colour for every holder: the most frequent ones first, the rest in grey. */
export function holderColours(holders: readonly (string | null)[]): Map<string, string> {
  const counts = new Map<string, number>()
  for (const holder of holders) if (holder !== null) counts.set(holder, (counts.get(holder) ?? 0) + 1)
  const order = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return new Map(order.map(([holder], place) => [holder, HOLDER_COLOURS[place] ?? OTHER_HOLDER]))
}
