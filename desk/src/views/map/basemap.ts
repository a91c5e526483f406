// The map below the marks: countries of Natural Earth, from this server. No glyphs, and no tiles unless a source was
// named when the server started: nothing from elsewhere by default.
import type { FeatureCollection } from 'geojson'
import * as maplibre from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { bordersOf, countriesOf, fine, type World } from '../../data/world'
import type { TilesAnswer } from '../../api/contract'
import type { Place } from '../../state/url'
import { colour } from './theme'
import type { TilesState } from './tiles'
import { coarse } from './world'

export interface Basemap {
  map: maplibre.Map
  /** Gives the map the colours of the theme. */
  dress(): void
  /** Told when the countries are drawn for the first time. */
  drawn: Promise<void>
  remove(): void
}

maplibre.setWorkerUrl(workerUrl)

/** Begins a map in an element, and tells how it goes with tiles. Throws where the browser has no WebGL. */
export function basemap(container: HTMLElement, at: Place, tiles: TilesAnswer | null, tell: (state: TilesState) => void): Basemap {
  const map = new maplibre.Map({
    container,
    style: { version: 8, sources: {}, layers: [{ id: 'sea', type: 'background', paint: { 'background-color': colour('--sea') } }] },
    center: [at.lon, at.lat],
    zoom: at.zoom,
    minZoom: 0.5,
    maxZoom: 14,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    fadeDuration: 0,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new maplibre.ScaleControl({ maxWidth: 90 }), 'bottom-right')
  map.addControl(new maplibre.AttributionControl({ compact: false, customAttribution: 'Natural Earth' }), 'bottom-right')
  // A coarse world at once, the fine one when there is time.
  map.once('style.load', () => void coarse.then((world) => world && addCountries(map, world)))
  map.once('idle', () => void Promise.all([coarse, fine()]).then(([, world]) => world && refine(map, world)))
  const drawn = new Promise<void>((resolve) => {
    map.on('sourcedata', function told() {
      if (!map.getSource('countries') || !map.isSourceLoaded('countries')) return
      map.off('sourcedata', told)
      map.once('render', () => resolve())
    })
  })
  const gone = new AbortController()
  let dressTiles: (() => void) | null = null
  if (tiles) {
    void drawn.then(async () => {
      const { addTiles } = await import('./tiles')
      if (!gone.signal.aborted) dressTiles = await addTiles(map, tiles, tell, gone.signal)
    })
  }
  return {
    map,
    drawn,
    dress() {
      dress(map)
      dressTiles?.()
    },
    remove() {
      gone.abort()
      map.remove()
    },
  }
}

function landOf(world: World): FeatureCollection {
  return { type: 'FeatureCollection', features: countriesOf(world) }
}

function refine(map: maplibre.Map, world: World): void {
  if (!map.getSource('countries')) return
  map.getSource<maplibre.GeoJSONSource>('countries')?.setData(landOf(world))
  map.getSource<maplibre.GeoJSONSource>('borders')?.setData(bordersOf(world))
}

function addCountries(map: maplibre.Map, world: World): void {
  map.addSource('countries', { type: 'geojson', data: landOf(world), tolerance: 0.4 })
  map.addSource('borders', { type: 'geojson', data: bordersOf(world), tolerance: 0.4 })
  map.addLayer({ id: 'land', type: 'fill', source: 'countries', paint: { 'fill-antialias': false } })
  map.addLayer({ id: 'borders', type: 'line', source: 'borders', paint: { 'line-width': 0.8 } })
  dress(map)
}

function dress(map: maplibre.Map): void {
  if (!map.isStyleLoaded() && !map.getLayer('sea')) return
  const paint: [string, string, string][] = [
    ['sea', 'background-color', '--sea'],
    ['land', 'fill-color', '--land'],
    ['borders', 'line-color', '--border'],
  ]
  for (const [layer, property, token] of paint) {
    if (map.getLayer(layer)) map.setPaintProperty(layer, property as never, colour(token) as never)
  }
}
