// The five tables: what their columns are called, which are shown at first, and where a cell leads.
import { pathOf } from '../../api/remote.svelte'
import { label } from '../../data/words'

export const TABLES = ['incidents', 'events', 'forecasts', 'control', 'reports'] as const
export type TableName = (typeof TABLES)[number]
export type Cell = string | number | boolean | null

const USUAL: Record<TableName, readonly string[]> = {
  incidents: ['start', 'end', 'kind', 'place', 'actors', 'targets', 'killed_low', 'killed_high', 'grade', 'source_count'],
  events: ['published', 'outlet', 'kind', 'start', 'end', 'place', 'actors', 'targets', 'killed_best', 'status', 'evidence'],
  forecasts: ['made_on', 'asked', 'maker', 'wording', 'probability', 'horizon', 'state', 'outlet', 'report'],
  control: ['day', 'place', 'relation', 'controller', 'says', 'status', 'evidence', 'report'],
  reports: ['published', 'outlet', 'title', 'events', 'sayings', 'forecasts', 'control', 'language'],
}
const NAMES: Record<string, string> = {
  killed_low: 'Killed, low', killed_best: 'Killed, best', killed_high: 'Killed, high', source_count: 'Sources', mention_count: 'Mentions',
  place_precision: 'Place known to', time_precision: 'Time known to', lat: 'Latitude', lon: 'Longitude', asked: 'Question', says: 'Who says so',
  made_on: 'Made on', horizon: 'By when', published: 'Published', url: 'Address', start: 'First day', end: 'Last day', incident: 'Incident',
  acled_event_type: 'ACLED type', acled_sub_event_type: 'ACLED sub-type', cameo: 'CAMEO', plover: 'PLOVER', plover_mode: 'PLOVER mode',
} // prettier-ignore
export const WORDS = new Set(['kind', 'relation', 'status', 'grade', 'state', 'standing', 'place_precision', 'time_precision'])
export const MIDDLING = new Set(['place', 'outlet', 'says', 'maker'])
export const LONG = new Set(['evidence', 'asked', 'title', 'counts', 'sources', 'judgements', 'condition', 'url', 'said_by', 'actors', 'targets', 'wording'])

export function isTable(name: string): name is TableName {
  return (TABLES as readonly string[]).includes(name)
}

export function titleOf(column: string): string {
  return NAMES[column] ?? label(column)
}

/** The columns to show, in the table's own order: those that the address names, else the usual ones. */
export function shownColumns(table: TableName, all: readonly string[], chosen: string | undefined): string[] {
  const wanted = new Set(chosen ? chosen.split(',') : USUAL[table])
  const found = all.filter((name) => wanted.has(name))
  return found.length ? found : all.filter((name) => USUAL[table].includes(name))
}

/** What the address says of the columns: nothing where they are the usual ones. */
export function toldColumns(table: TableName, shown: readonly string[]): string {
  const usual = USUAL[table]
  return shown.length === usual.length && shown.every((name) => usual.includes(name)) ? '' : shown.join(',')
}

export function textOf(column: string, cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  if (typeof cell === 'number') return Number.isInteger(cell) ? cell.toLocaleString('en-GB') : String(Math.round(cell * 10_000) / 10_000)
  return WORDS.has(column) ? cell.replaceAll('-', ' ').replaceAll('_', ' ') : column === 'published' ? cell.slice(0, 10) : cell
}

/** Where the first cell that names a record leads, or null. */
export function leadsTo(table: TableName, column: string, row: Readonly<Record<string, Cell>>): string | null {
  const to = (page: string, id: Cell | undefined) => (typeof id === 'string' && id ? pathOf(`/${page}`, id) : null)
  if (table === 'incidents' && (column === 'kind' || column === 'incident')) return to('incidents', row.incident)
  if (table === 'control' && column === 'place') return to('places', row.place_id)
  if (table === 'control' && column === 'controller') return to('actors', row.controller_id)
  if (column === 'report' || column === 'title' || (table === 'events' && column === 'kind')) return to('reports', row.report)
  return null
}
