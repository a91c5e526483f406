// What the map tells the list beside it: which incidents it shows, which cannot be shown, which mark was chosen.
import type { ControlPlace } from '../../api/contract'
import { worldSize, type Camera } from '../../data/clusters'
import type { Incidents } from '../../data/incidents'

const NONE = new Uint32Array()

class Sight {
  /** Of the visible incidents those in this part of the map. */
  inView = $state.raw<Uint32Array>(NONE)
  /** Of the visible incidents those that have no place on a map. */
  nowhere = $state.raw<Uint32Array>(NONE)
  /** The incidents of a mark that lie on one point. */
  chosen = $state.raw<{ members: Uint32Array } | null>(null)
  /** Who holds what; null until that is known. */
  control = $state.raw<ControlPlace[] | null>(null)
  /** The day on which they hold it. */
  controlDay = $state<string | null>(null)
  holderColours = $state.raw<ReadonlyMap<string, string>>(new Map())

  look(incidents: Incidents, visible: Uint32Array, camera: Camera): void {
    const size = worldSize(camera.zoom)
    const [halfWidth, halfHeight] = [camera.width / 2 / size, camera.height / 2 / size]
    const inView = new Uint32Array(visible.length)
    const nowhere = new Uint32Array(visible.length)
    let [shown, lost] = [0, 0]
    for (let n = 0; n < visible.length; n++) {
      const i = visible[n] as number
      const x = incidents.x[i] as number
      if (Number.isNaN(x)) nowhere[lost++] = i
      else if (Math.abs(x - camera.x) <= halfWidth && Math.abs((incidents.y[i] as number) - camera.y) <= halfHeight) {
        inView[shown++] = i
      }
    }
    this.inView = inView.subarray(0, shown)
    this.nowhere = nowhere.subarray(0, lost)
  }
}

export const sight = new Sight()
