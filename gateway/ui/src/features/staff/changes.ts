import type { RoleChange } from './queries'

export interface Post {
  assignment: string
  starts_on: string | null
  ends_on: string | null
  suspended: boolean
}

/** One line of a change: how a role stands, and how it is to stand; `null` where the person does not hold it. */
export interface Line {
  assignment: string
  before: Post | null
  after: Post | null
  changes: boolean
}

/** What is to change first, then what stays: both persons see all that somebody holds, before and after. */
export function linesOf(change: RoleChange): Line[] {
  const mine = ({ assignment }: Post) => assignment === change.assignment
  const former = change.held.find(mine) ?? null
  const granted = { assignment: change.assignment, starts_on: change.starts_on, ends_on: change.ends_on, suspended: false }
  const changed = { assignment: change.assignment, before: former, after: change.kind === 'grant' ? granted : null, changes: true }
  const staying = change.held.filter((post) => !mine(post))
  return [changed, ...staying.map((post) => ({ assignment: post.assignment, before: post, after: post, changes: false }))]
}

export function roleOf(assignment: string): string {
  return assignment.split('@')[0] ?? ''
}

export function placeOf(assignment: string): string {
  return assignment.split('@')[1] ?? ''
}
