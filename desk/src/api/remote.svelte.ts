// What a page asks of the server, asked again whenever the question changes. To be made while a component begins.
import * as api from './client'

export interface Question {
  path: string
  query?: api.Query
  /** Another one asks the same again. */
  version?: number
}

export class Remote<Answer> {
  answer = $state.raw<Answer | null>(null)
  /** Why there is no answer, in words for people; empty where there is one, or none yet. */
  refusal = $state('')
  isAsking = $state(false)

  constructor(question: () => Question | null) {
    $effect(() => {
      const asked = question()
      if (!asked) {
        this.answer = null
        return
      }
      const abort = new AbortController()
      this.isAsking = true
      api
        .get<Answer>(asked.path, asked.query ?? {}, abort.signal)
        .then((found) => {
          this.answer = found
          this.refusal = ''
          this.isAsking = false
        })
        .catch((error: unknown) => {
          if (abort.signal.aborted) return
          this.answer = null
          this.refusal = error instanceof Error ? error.message : String(error)
          this.isAsking = false
        })
      return () => abort.abort()
    })
  }
}

/** A path of ids, each made safe for an address. */
export function pathOf(head: string, id: string): string {
  return `${head}/${id.split('/').map(encodeURIComponent).join('/')}`
}
