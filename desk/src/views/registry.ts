// The views of the desk. A view is a folder here and one line below: its page is the first part of the address.
import type { Component } from 'svelte'
import BriefView from './brief/BriefView.svelte'
import IncidentView from './incident/IncidentView.svelte'
import MapView from './map/MapView.svelte'
import ReportView from './report/ReportView.svelte'

export interface View {
  /** First part of the address. */
  page: string
  /** Its name at the head of the page; null for one that is reached from others only. */
  label: string | null
  component: Component
}

export const VIEWS: readonly View[] = [
  { page: 'map', label: 'Map', component: MapView },
  { page: 'incidents', label: null, component: IncidentView },
  { page: 'reports', label: null, component: ReportView },
  { page: 'brief', label: 'Brief', component: BriefView },
]
