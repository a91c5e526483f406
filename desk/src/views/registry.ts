// The views of the desk. A view is a folder here and one line below: its page is the first part of the address.
import type { Component } from 'svelte'
import ActorsView from './actors/ActorsView.svelte'
import BriefView from './brief/BriefView.svelte'
import ForecastsView from './forecasts/ForecastsView.svelte'
import IncidentView from './incident/IncidentView.svelte'
import MapView from './map/MapView.svelte'
import PlacesView from './places/PlacesView.svelte'
import ReportView from './report/ReportView.svelte'
import ReviewView from './review/ReviewView.svelte'
import SearchView from './search/SearchView.svelte'
import TableView from './table/TableView.svelte'
import WeekView from './week/WeekView.svelte'

export interface View {
  /** First part of the address. */
  page: string
  /** Its name at the head of the page; null for one that is reached from others only. */
  label: string | null
  component: Component
  /** Whether it shows what the shared filters leave, so that they go along to it. */
  isFiltered?: boolean
}

export const VIEWS: readonly View[] = [
  { page: 'map', label: 'Map', component: MapView, isFiltered: true },
  { page: 'review', label: 'Review', component: ReviewView },
  { page: 'forecasts', label: 'Forecasts', component: ForecastsView },
  { page: 'incidents', label: null, component: IncidentView },
  { page: 'table', label: 'Tables', component: TableView, isFiltered: true },
  { page: 'actors', label: 'Actors', component: ActorsView },
  { page: 'places', label: 'Places', component: PlacesView },
  { page: 'week', label: 'Week', component: WeekView },
  { page: 'search', label: null, component: SearchView },
  { page: 'reports', label: null, component: ReportView },
  { page: 'brief', label: null, component: BriefView },
]
