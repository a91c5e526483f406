// What every view shares: the address, the session, the incidents that the server's filters leave, and what is left of
// them by time and family. The address is the truth; nothing that a link should carry is kept elsewhere.
import { flushSync, untrack } from 'svelte'
import * as api from '../api/client'
import type { IncidentsJudged, JudgementAsked, Kept, KeptOnIncidents, SessionAnswer, Vocabulary } from '../api/contract'
import { bulkOf } from '../data/bins'
import { Incidents, type Columns } from '../data/incidents'
import { format, parse, type Address, type Days, type FilterName } from './url'

const WHO = 'marsad-desk-who'
const THEME = 'marsad-desk-theme'
const SETTLED_MS = 250
export type Theme = 'light' | 'dark' | 'system'

class Desk {
  address = $state.raw<Address>(parse(location.pathname, location.search))
  session = $state.raw<SessionAnswer | null>(null)
  vocabulary = $state.raw<Vocabulary | null>(null)
  incidents = $state.raw<Incidents | null>(null)
  /** Incidents of the ledger without any filter, for "so many of". */
  total = $state<number | null>(null)
  /** What went wrong, in words for people; empty where nothing did. */
  trouble = $state('')
  isLoading = $state(false)
  theme = $state<Theme>(read(THEME, 'system') as Theme)
  isDark = $state(false)
  /** On small screens: whether the views and the search are unfolded. */
  isMenuOpen = $state(false)
  who = $state(read(WHO, ''))

  private readonly hiddenKey = $derived(this.address.hidden.join())
  /** Another set only where other families are hidden: what follows from it is not made anew at every step of a brush. */
  hidden = $derived(new Set(this.hiddenKey.split(',').filter(Boolean)))
  /** All the days that there are, or null where nothing is dated. */
  extent = $derived.by<Days | null>(() => {
    const { firstDay, lastDay } = this.incidents ?? {}
    return firstDay == null || lastDay == null ? null : [firstDay, lastDay]
  })
  /** The days in which nearly all lies, where a few incidents lie far from the rest; else null. */
  bulk = $derived(this.incidents ? bulkOf(this.incidents) : null)
  /** Whether the timeline leaves out what lies far from the rest, until somebody asks for it. */
  isOnBulk = $derived(this.bulk !== null && !this.address.breadth && (!this.address.range || isWithin(this.address.range, this.bulk)))
  /** The days that the timeline shows. */
  shownDays = $derived(this.address.breadth ?? (this.isOnBulk ? this.bulk : this.extent))
  /** The days that count: what is chosen, else what the timeline was made to show; null for all, the undated too. */
  days = $derived(this.address.range ?? (this.extent && this.address.breadth && isWithin(this.extent, this.address.breadth) ? null : this.address.breadth))
  /** The incidents that are left: by the server's filters, by time, by family. */
  visible = $derived(this.incidents?.narrowed({ days: this.days, hidden: this.hidden }) ?? new Uint32Array())

  private readonly filterKey = $derived(JSON.stringify(this.address.filters))
  private asked: AbortController | null = null
  private settling: ReturnType<typeof setTimeout> | undefined

  /** Begins: who is in, then the vocabulary and the incidents. */
  start(): void {
    addEventListener('popstate', () => {
      clearTimeout(this.settling)
      this.address = parse(location.pathname, location.search)
    })
    api.onSignedOut(() => {
      if (this.session) this.session = { ...this.session, signed_in: false, csrf: null }
    })
    void this.enter(api.get<SessionAnswer>('session'))
    $effect.root(() => {
      $effect(() => {
        const [isIn, filters] = [this.session?.signed_in, this.filterKey]
        if (isIn) untrack(() => void this.load(filters))
      })
      $effect(() => this.dress())
    })
  }

  /** Takes over what a log-in, or the question who is in, answered. */
  async enter(answer: Promise<SessionAnswer>): Promise<void> {
    await this.trying(async () => {
      this.session = await answer
      api.keepCsrf(this.session.csrf)
    })
  }

  async leave(): Promise<void> {
    await this.trying(async () => {
      await api.send('DELETE', 'session')
      this.incidents = null
      await this.enter(api.get<SessionAnswer>('session'))
    })
  }

  /** Goes somewhere; the way back is kept. */
  go(change: Partial<Address>): void {
    clearTimeout(this.settling)
    this.address = { ...this.address, ...change }
    history.pushState(null, '', format(this.address))
  }

  /** Changes what is seen in place, as a brush or a drag does; the address follows when it has come to rest. */
  adjust(change: Partial<Address>): void {
    this.address = { ...this.address, ...change }
    clearTimeout(this.settling)
    this.settling = setTimeout(() => history.replaceState(null, '', format(this.address)), SETTLED_MS)
  }

  /** The address of something, for links. */
  link(change: Partial<Address>): string {
    return format({ ...this.address, ...change })
  }

  /** The family of a kind of act. */
  familyOf(kind: string): string {
    return this.vocabulary?.kinds.find(({ name }) => name === kind)?.family ?? ''
  }

  filter(name: FilterName, value: string): void {
    this.go({ filters: { ...this.address.filters, [name]: value.trim() } })
  }

  toggleFamily(name: string): void {
    const { hidden } = this.address
    this.go({ hidden: hidden.includes(name) ? hidden.filter((other) => other !== name) : [...hidden, name] })
  }

  /** Asks for the incidents again, as after a judgement. */
  async reload(): Promise<void> {
    await this.load(this.filterKey)
  }

  /** Asks who somebody is, at the head of the page. */
  askWho(): void {
    this.isMenuOpen = true
    flushSync() // on small screens the field stands in the menu
    document.querySelector<HTMLInputElement>('header input.who')?.focus()
  }

  /** Keeps a decision; it bears the name of whoever is logged in, or that given at the head of the page. */
  async judge(asked: Omit<JudgementAsked, 'who'>): Promise<Kept> {
    return api.send<Kept>('POST', 'judgements', { ...asked, who: this.session?.who ? null : this.who })
  }

  /** Keeps a decision on incidents, as one or more on their members. */
  async judgeIncidents(asked: Omit<IncidentsJudged, 'who'>): Promise<KeptOnIncidents> {
    return api.send<KeptOnIncidents>('POST', 'judgements/incidents', { ...asked, who: this.session?.who ? null : this.who })
  }

  /** Takes a decision back. */
  async undo(number: number, why: string): Promise<Kept> {
    return api.send<Kept>('POST', `judgements/${number}/undo`, { why, who: this.session?.who ? null : this.who })
  }

  /** Does something and tells where it fails. */
  async trying(act: () => Promise<void>): Promise<void> {
    try {
      await act()
      this.trouble = ''
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return
      this.trouble = error instanceof Error ? error.message : String(error)
    }
  }

  rememberWho(name: string): void {
    this.who = name.trim()
    keep(WHO, this.who)
  }

  rememberTheme(theme: Theme): void {
    this.theme = theme
    keep(THEME, theme)
  }

  private async load(filters: string): Promise<void> {
    this.asked?.abort()
    const { signal } = (this.asked = new AbortController())
    this.isLoading = true
    await this.trying(async () => {
      const [vocabulary, columns] = await Promise.all([
        this.vocabulary ?? api.get<Vocabulary>('vocabulary', {}, signal),
        api.get<Columns>('incidents/columns', JSON.parse(filters) as api.Query, signal),
      ])
      this.vocabulary = vocabulary
      this.incidents = new Incidents(columns, vocabulary.families, vocabulary.precisions)
      if (Object.values(this.address.filters).every((value) => !value)) this.total = columns.id.length
      else if (this.total === null) {
        this.total = (await api.get<{ total: number }>('incidents', { limit: 1 }, signal)).total
      }
    })
    if (!signal.aborted) this.isLoading = false
  }

  private dress(): void {
    const prefersDark = matchMedia('(prefers-color-scheme: dark)')
    const dress = () => {
      const isDark = this.theme === 'dark' || (this.theme === 'system' && prefersDark.matches)
      document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
      this.isDark = isDark
    }
    dress()
    prefersDark.onchange = dress
  }

}

function isWithin(inner: Days, outer: Days): boolean {
  return inner[0] >= outer[0] && inner[1] <= outer[1]
}

function read(key: string, usual: string): string {
  try {
    return localStorage.getItem(key) ?? usual
  } catch {
    return usual // a browser that keeps nothing
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // A browser that keeps nothing: it holds until the page is left.
  }
}

export const desk = new Desk()
