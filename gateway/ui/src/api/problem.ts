/** What a service answers when it refuses (RFC 9457), as an error the pages can show. */

export interface Fault {
  pointer: string
  code: string
  detail: string
  params: Record<string, string | number>
}

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly params: Record<string, string | number> = {},
    readonly faults: readonly Fault[] = [],
    readonly traceId: string | null = null,
  ) {
    super(`${code}: ${detail}`)
  }

  /** Trying the same again later may succeed. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

export function problemOf(status: number, body: unknown): ApiProblem {
  if (typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string') {
    const read = body as Partial<{
      detail: string
      params: Record<string, string | number>
      errors: Fault[]
      trace_id: string | null
    }>
    return new ApiProblem(status, body.code, read.detail ?? '', read.params, read.errors, read.trace_id ?? null)
  }
  return new ApiProblem(status, status >= 500 ? 'portal.service_down' : 'portal.answer_unreadable', '')
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  if (error instanceof TypeError) return new ApiProblem(0, 'portal.offline', '')
  return new ApiProblem(500, 'portal.broken', error instanceof Error ? error.message : '')
}
