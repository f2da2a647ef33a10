import { TransientError } from '../rollout';
import { ApiError } from './api-error';

/**
 * What may be another answer the next time. A conflict too: somebody else was faster, and what is there by now has to be
 * looked at again.
 */
const TRANSIENT = new Set([408, 409, 429, 500, 502, 503, 504]);

/** What the API server answers. */
export interface Answer {
  readonly status: number;
  readonly text: string;

  /** The header `Retry-After`. */
  readonly retryAfter: string | undefined;
}

/** The error for an answer that is no success: whether it helps to ask again, and when. */
export function answerFailure({ status, text, retryAfter }: Answer, call: string): Error {
  const { reason, message, causes } = statusOf(text);
  if (!TRANSIENT.has(status)) {
    return new ApiError(status, reason, `${call}: ${status} ${message}`, causes);
  }
  const cause = new ApiError(status, reason, message, causes);
  return new TransientError(`${call}: ${status} ${message}`, { cause }, milliseconds(retryAfter));
}

/** Seconds, as the API server writes it; who writes a date is asked as usual. */
function milliseconds(retryAfter = ''): number {
  return /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : 0;
}

interface StatusAnswer {
  readonly reason?: string;
  readonly message?: string;
  readonly details?: {
    readonly causes?: ReadonlyArray<{ readonly reason?: string; readonly message?: string }>;
  };
}

function statusOf(answer: string): Pick<ApiError, 'reason' | 'message' | 'causes'> {
  try {
    const { reason = 'Unknown', message = answer, details } = JSON.parse(answer) as StatusAnswer;
    const causes = (details?.causes ?? []).map(({ reason: kind = '', message: text = '' }) => ({
      reason: kind,
      message: text,
    }));
    return { reason, message, causes };
  } catch {
    return { reason: 'Unknown', message: answer.slice(0, 500), causes: [] };
  }
}
