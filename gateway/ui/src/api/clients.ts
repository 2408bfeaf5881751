import createClient from 'openapi-fetch'

import { type ApiProblem, problemOf } from './problem'
import { send } from './transport'
import type { paths as Billing } from './generated/billing'
import type { paths as Enrolment } from './generated/enrolment'
import type { paths as Inspection } from './generated/inspection'
import type { paths as Sso } from './generated/sso'
import type { paths as Staffing } from './generated/staffing'
import type { paths as VendorRegistry } from './generated/vendor-registry'

// Signing in and out is never itself answered by signing in again.
export const auth = createClient<Sso>({ baseUrl: origin() })
export const billing = createClient<Billing>({ baseUrl: `${origin()}/api/billing`, fetch: send })
export const enrolment = createClient<Enrolment>({ baseUrl: `${origin()}/api/enrolment`, fetch: send })
export const inspection = createClient<Inspection>({ baseUrl: `${origin()}/api/inspection`, fetch: send })
export const staffing = createClient<Staffing>({ baseUrl: `${origin()}/api/staffing`, fetch: send })
export const vendorRegistry = createClient<VendorRegistry>({ baseUrl: `${origin()}/api/vendor-registry`, fetch: send })

function origin(): string {
  return window.location.origin
}

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** What was answered; throws {@link ApiProblem} where it was refused. */
export async function read<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked
  if (!response.ok) throw problemOf(response.status, error)
  return data as T
}

/** For acts that answer nothing. */
export async function act(asked: Promise<Answer<unknown>>): Promise<void> {
  const { error, response } = await asked
  if (!response.ok) throw problemOf(response.status, error)
}

export type { ApiProblem }
