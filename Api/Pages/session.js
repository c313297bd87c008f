// Who is signed in. The access token is in this page's memory only; the refresh token is in sessionStorage, so that a reload
// of the tab need not ask again, and it goes with the tab.
const storedAs = 'nms.refresh_token';
const renewBefore = 30000;
let accessToken = null;
let expiresAt = 0;
let renewing = null;
let signedOut = () => {};

/** What to do when the session is over. */
export function onSignedOut(action) { signedOut = action; }

async function post(path, body, token) {
  const headers = { 'Content-Type': 'application/json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body), credentials: 'omit' });
  const answer = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw Object.assign(new Error(answer?.message ?? `${path} answered ${response.status}`), { status: response.status });
  return answer;
}

function keep(tokens) {
  accessToken = tokens.access_token;
  expiresAt = Date.now() + tokens.expires_in * 1000;
  sessionStorage.setItem(storedAs, tokens.refresh_token);
}

function forget() {
  accessToken = null;
  sessionStorage.removeItem(storedAs);
}

/** Signs in with a name and a password. */
export async function signIn(name, password) {
  keep(await post('/api/v1/auth/token', { name, password }));
}

// A refresh token is good once, so all that wait share one renewal.
function renew() {
  renewing ??= (async () => {
    try {
      keep(await post('/api/v1/auth/refresh', { refresh_token: sessionStorage.getItem(storedAs) }));
    } catch (failure) {
      if (failure.status === 401) {
        forget();
        signedOut();
      }
      throw failure;
    } finally {
      renewing = null;
    }
  })();
  return renewing;
}

/** Goes on with the session of this tab; false when there is none. */
export async function resume() {
  if (!sessionStorage.getItem(storedAs)) return false;
  try {
    await renew();
    return true;
  } catch {
    return false;
  }
}

/** Ends the session. */
export async function signOut() {
  const refreshToken = sessionStorage.getItem(storedAs);
  forget();
  signedOut();
  if (refreshToken) await post('/api/v1/auth/logout', { refresh_token: refreshToken });
}

/** Calls the API in the name of who is signed in. */
export async function ask(path, options = {}, again = true) {
  if (!sessionStorage.getItem(storedAs)) throw new Error('Sign in first.');
  if (!accessToken || Date.now() > expiresAt - renewBefore) await renew();
  const headers = { ...options.headers, Authorization: `Bearer ${accessToken}` };
  const response = await fetch(path, { ...options, headers, credentials: 'omit' });
  if (response.status === 401 && again) {
    // Roles changed, or the key was replaced: the session may still be good.
    accessToken = null;
    return ask(path, options, false);
  }
  const body = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw new Error(body?.message ?? body?.error ?? `${path} answered ${response.status}`);
  return body;
}

/** A ticket for one WebSocket: a browser cannot send a header with one. */
export async function ticket() {
  return (await ask('/api/v1/auth/ticket', { method: 'POST' })).ticket;
}

/** Whether somebody is signed in. */
export const isSignedIn = () => sessionStorage.getItem(storedAs) !== null;
