/** Every request of the portal goes through here: in whose assignment, in which language, signed in again where needed. */

export interface Session {
  acting(): string | null
  language(): string
  /** True once there is a fresh access cookie; false where nobody signs in. */
  renew(): Promise<boolean>
  /** True once the person has signed in strongly just now; false where they would not. */
  stepUp(): Promise<boolean>
}

const nobody = () => Promise.resolve(false)
let session: Session = { acting: () => null, language: () => 'zh-CN', renew: nobody, stepUp: nobody }

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
  // A clone each time: what was typed goes along again, under the same key, so that no act is done twice.
  let answer = await fetch(request.clone())
  if (answer.status === 401 && !asksForStronger(answer) && (await session.renew())) answer = await fetch(request.clone())
  if (answer.status === 401 && asksForStronger(answer) && (await session.stepUp())) answer = await fetch(request.clone())
  return answer
}

function asksForStronger(answer: Response): boolean {
  return answer.headers.get('www-authenticate')?.includes(STRONGER) ?? false
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
