// The views of the desk. A view is a folder here and one line below: its page is the first part of the address.
import type { Component } from 'svelte'
import ForecastsView from './forecasts/ForecastsView.svelte'
import IncidentView from './incident/IncidentView.svelte'
import MapView from './map/MapView.svelte'
import ReportView from './report/ReportView.svelte'
import ReviewView from './review/ReviewView.svelte'

export interface View {
  /** First part of the address. */
  page: string
  /** Its name at the head of the page; null for one that is reached from others only. */
  label: string | null
  component: Component
}

export const VIEWS: readonly View[] = [
  { page: 'map', label: 'Map', component: MapView },
  { page: 'review', label: 'Review', component: ReviewView },
  { page: 'forecasts', label: 'Forecasts', component: ForecastsView },
  { page: 'incidents', label: null, component: IncidentView },
  { page: 'reports', label: null, component: ReportView },
]
