// Rows of the table of incidents as records, for lists of other pages.
import type { IncidentRow, TablePage } from '../../api/contract'

const FIELDS: Record<string, keyof IncidentRow> = {
  incident: 'id', place_precision: 'precision', killed_best: 'killed', source_count: 'sources', mention_count: 'members',
} // prettier-ignore

export function incidentsOf(page: TablePage): IncidentRow[] {
  const names = page.columns.map(({ name }) => FIELDS[name] ?? name)
  return page.rows.map((cells) => Object.fromEntries(names.map((name, place) => [name, cells[place] ?? null])) as unknown as IncidentRow)
}
