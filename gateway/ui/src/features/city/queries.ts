import { useQuery } from '@pinia/colada'

import { inspection } from '@/api/clients'
import { conditional } from '@/api/conditional'
import type { components } from '@/api/generated/inspection'
import { useIdentity } from '@/app/identity'
import { usePolling } from '@/kit/polling'

export type Overview = components['schemas']['OverviewView']
export type Anomaly = components['schemas']['AnomalyView']

const POLL_MS = 5_000

/** The dashboard of one term, at most five seconds old while the page is seen. */
export function useOverview(term: string) {
  const ask = conditional<Overview>((headers) =>
    inspection.GET('/v1/overview', { params: { query: { term } }, headers }),
  )
  const query = useQuery({ key: ['inspection', 'overview', term], query: ask })
  const identity = useIdentity()
  usePolling(() => query.refetch(), POLL_MS, () => identity.state === 'in')
  return query
}
