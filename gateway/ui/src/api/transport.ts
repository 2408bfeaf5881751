/** Every request of the portal goes through here: in whose assignment, in which language, signed in again where needed. */

export interface Session {
  acting(): string | null
  language(): string
  /** True once there is a fresh access cookie; false where nobody signs in. */
  renew(): Promise<boolean>
}

let session: Session = { acting: () => null, language: () => 'zh-CN', renew: () => Promise.resolve(false) }

export function useSession(given: Session): void {
  session = given
}

const STRONGER = 'insufficient_user_authentication'

export async function send(input: Request): Promise<Response> {
  const request = new Request(input, { credentials: 'same-origin' })
  const acting = session.acting()
  if (acting !== null && !request.headers.has('kehou-acting')) request.headers.set('kehou-acting', acting)
  request.headers.set('accept-language', session.language())
  request.headers.set('traceparent', traceparent())
  const again = request.clone()
  const answer = await fetch(request)
  if (answer.status !== 401 || answer.headers.get('www-authenticate')?.includes(STRONGER)) return answer
  return (await session.renew()) ? fetch(again) : answer
}

function traceparent(): string {
  return `00-${hex(16)}-${hex(8)}-01`
}

function hex(bytes: number): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** One per act, made when the act is offered and kept for every retry of it. */
export function newKey(): string {
  return crypto.randomUUID()
}
