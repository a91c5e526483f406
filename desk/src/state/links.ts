// Addresses of records, as links of any page need them.
import type { Span } from '../api/contract'
import { format, parse } from './url'

const BARE = parse('/', '')

/** A report, at a record of it and at some of its words. */
export function reportLink(report: string, record = '', words: Pick<Span, 'start' | 'end'> | null = null): string {
  const own = { ...(record && { record }), ...(words && { mark: `${words.start}-${words.end}` }) }
  return format({ ...BARE, page: 'reports', id: report, own })
}

/** An event in the review queue, where its fields are corrected. */
export function reviewLink(report: string, event: string): string {
  return format({ ...BARE, page: 'review', id: `${report}/${event}` })
}

export function incidentLink(id: string): string {
  return format({ ...BARE, page: 'incidents', id })
}

/** The page to print of an incident, or of some days. */
export function briefLink(of: string | { since: string; until: string }): string {
  return typeof of === 'string' ? format({ ...BARE, page: 'brief', id: of }) : format({ ...BARE, page: 'brief', own: of })
}
