// Judgements on some words of a report. Pure.
import type { JudgementAnswer } from '../api/contract'

/** Those on a passage, of one sort of record, and what took them back. */
export function onPassage(
  judgements: readonly JudgementAnswer[],
  at: { report: string; start: number; end: number },
  isOf: (record: string) => boolean,
): JudgementAnswer[] {
  const isHere = (one: JudgementAnswer['subjects'][number]) =>
    isOf(one.record) && one.report === at.report && one.start === at.start && one.end === at.end
  const numbers = new Set(judgements.filter(({ subjects }) => subjects.some(isHere)).map(({ number }) => number))
  return judgements.filter(({ number, undoes }) => numbers.has(number) || (undoes !== null && numbers.has(undoes)))
}
