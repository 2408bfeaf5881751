import { useQuery } from '@pinia/colada'

import { inspection } from '@/api/clients'
import { conditional } from '@/api/conditional'
import type { components } from '@/api/generated/inspection'
import { useIdentity } from '@/app/identity'
import { usePolling } from '@/kit/polling'

export type Board = components['schemas']['BoardView']
export type Task = components['schemas']['TaskView']

const POLL_MS = 5_000

/** The task board of a school's term. */
export function useBoard(code: string, term: string) {
  const ask = conditional<Board>((headers) =>
    inspection.GET('/v1/schools/{code}/terms/{term}/board', { params: { path: { code, term } }, headers }),
  )
  const query = useQuery({ key: ['inspection', 'board', code, term], query: ask })
  const identity = useIdentity()
  usePolling(() => query.refetch(), POLL_MS, () => identity.state === 'in')
  return query
}
