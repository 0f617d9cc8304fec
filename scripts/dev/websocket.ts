// supabase-js wants a WebSocket at once, and Node has one from version 22 on. Import this
// before it.
import { WebSocket } from "ws";

Object.assign(globalThis, { WebSocket: globalThis.WebSocket ?? WebSocket });
