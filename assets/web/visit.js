// One visit: joins, comes back for as long as the host keeps the place, and begins anew once a host is there again.

const MOVED = 4001; // another process of the host has the visit: ask again
const REFUSED = 4002; // the visit is over
const PIECE_BYTES = 8192; // sent at once
const MOST_WAITING_BYTES = 64 * 1024; // beyond which a paste is not worth sending
const RETRY_SECONDS = [0, 1, 2, 3, 5];
const MOVED_SECONDS = 0.05;

export class Visit {
  #on;
  #socket = null;
  #token = "";
  #keptSeconds = 0;
  #silentSeconds = 0;
  #heardAt = 0;
  #silent = false; // nothing has come for so long
  #lostAt = 0;
  #tries = 0;
  #over = false;
  #waits = false; // after the end: the host may start again

  constructor(on) {
    this.#on = on;
    setInterval(() => this.#listen(), 1000);
  }

  // A line can be silent for minutes before a browser closes it.
  #listen() {
    const open = this.#token && this.#socket?.readyState === WebSocket.OPEN;
    if (!open || this.#silent || Date.now() - this.#heardAt < this.#silentSeconds * 1000) return;
    this.#silent = true;
    this.#on.say(`No answer from the host for ${this.#silentSeconds} s. This page goes on once it answers.`);
  }

  begin() {
    const address = new URL("ws", location.href); // relative, so that it works behind any proxy
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    address.search = address.hash = "";
    const socket = new WebSocket(address);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      const { at, present, projector, light, touch } = this.#on;
      const ask = { size: this.#on.size(), token: this.#token, at, present, projector, light, touch, ...this.#on.own() };
      socket.send(JSON.stringify(ask));
    };
    socket.onmessage = (event) => this.#hear(event.data);
    socket.onclose = (event) => socket === this.#socket && this.#lose(event.code);
    this.#socket = socket;
  }

  send(bytes) {
    if (this.#socket?.readyState !== WebSocket.OPEN || !this.#token) return;
    for (let at = 0; at < bytes.length && this.#socket.bufferedAmount < MOST_WAITING_BYTES; at += PIECE_BYTES) {
      this.#socket.send(bytes.subarray(at, at + PIECE_BYTES));
    }
  }

  resize(size) {
    if (this.#socket?.readyState === WebSocket.OPEN && this.#token) {
      this.#socket.send(JSON.stringify({ size }));
    }
  }

  #hear(data) {
    this.#heardAt = Date.now();
    if (this.#silent) this.#on.say("");
    this.#silent = false;
    if (data instanceof ArrayBuffer) return this.#on.draw(new Uint8Array(data));
    const told = JSON.parse(data);
    if (told.token) {
      this.#token = told.token;
      this.#keptSeconds = told.keptSeconds;
      this.#silentSeconds = told.silentSeconds;
      this.#lostAt = this.#tries = 0;
      this.#over = false;
      this.#on.begun();
      this.#on.say("");
    } else if (told.buttons) {
      this.#on.buttons(told.buttons);
    } else if (told.own) {
      this.#on.keep(told.own);
    } else if (told.headline !== undefined) {
      this.#on.tell(told);
    } else if (told.ended !== undefined && told.status && this.#token && this.#lostAt) {
      // Refused while coming back: the place is kept, so ask again later.
    } else if (told.ended !== undefined) {
      this.#end(told.ended || "Your visit has ended.", told.status === 1, told.stops);
    }
  }

  #lose(code) {
    if (this.#over) return this.#waits && this.#beginIn(RETRY_SECONDS.at(-1));
    if (!this.#token && !this.#lostAt) return this.#end("The host cannot be reached.");
    this.#lostAt ||= Date.now();
    if (Date.now() - this.#lostAt > this.#keptSeconds * 1000) {
      const gone = "Your place was kept for a minute and is gone.";
      const away = "The connection was lost, and the host could not be reached for a minute.";
      this.#end(code === REFUSED ? gone : away, false, true);
      return this.#beginIn(RETRY_SECONDS.at(-1));
    }
    if (code === REFUSED) this.#token = ""; // the host has begun anew, and so does the visit
    this.#on.say("The connection is lost. Trying again …");
    const wait = code === MOVED ? MOVED_SECONDS : RETRY_SECONDS[Math.min(this.#tries++, RETRY_SECONDS.length - 1)];
    this.#beginIn(wait);
  }

  #beginIn(seconds) {
    setTimeout(() => this.begin(), seconds * 1000);
  }

  #end(text, refused = false, waits = false) {
    this.#over = true;
    this.#waits = waits;
    this.#token = "";
    this.#lostAt = 0;
    this.#on.ended(text, refused);
  }
}
