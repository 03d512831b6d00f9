import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";

var __webpack_modules__ = {}, __webpack_module_cache__ = {};

function __nccwpck_require__(moduleId) {
 var cachedModule = __webpack_module_cache__[moduleId];
 if (cachedModule !== void 0) return cachedModule.exports;
 var module = __webpack_module_cache__[moduleId] = {
  exports: {}
 }, threw = true;
 try {
  __webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
  threw = false;
 } finally {
  if (threw) delete __webpack_module_cache__[moduleId];
 }
 return module.exports;
}

if (typeof __nccwpck_require__ !== "undefined") __nccwpck_require__.ab = decodeURIComponent(new URL(".", import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";

(() => {
 __nccwpck_require__.n = module => {
  var getter = module && module.__esModule ? () => module["default"] : () => module;
  __nccwpck_require__.d(getter, {
   a: getter
  });
  return getter;
 };
})();

(() => {
 var leafPrototypes, getProto = Object.getPrototypeOf ? obj => Object.getPrototypeOf(obj) : obj => obj.__proto__;
 __nccwpck_require__.t = function(value, mode) {
  if (mode & 1) value = this(value);
  if (mode & 8) return value;
  if (typeof value === "object" && value) {
   if (mode & 4 && value.__esModule) return value;
   if (mode & 16 && typeof value.then === "function") return value;
  }
  var ns = Object.create(null);
  __nccwpck_require__.r(ns);
  var def = {};
  leafPrototypes = leafPrototypes || [ null, getProto({}), getProto([]), getProto(getProto) ];
  for (var current = mode & 2 && value; typeof current == "object" && !~leafPrototypes.indexOf(current); current = getProto(current)) Object.getOwnPropertyNames(current).forEach(key => def[key] = () => value[key]);
  def["default"] = () => value;
  __nccwpck_require__.d(ns, def);
  return ns;
 };
})();

(() => {
 __nccwpck_require__.d = (exports, definition) => {
  for (var key in definition) if (__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) Object.defineProperty(exports, key, {
   enumerable: true,
   get: definition[key]
  });
 };
})();

(() => {
 __nccwpck_require__.o = (obj, prop) => Object.prototype.hasOwnProperty.call(obj, prop);
})();

(() => {
 __nccwpck_require__.r = exports => {
  if (typeof Symbol !== "undefined" && Symbol.toStringTag) Object.defineProperty(exports, Symbol.toStringTag, {
   value: "Module"
  });
  Object.defineProperty(exports, "__esModule", {
   value: true
  });
 };
})();

const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

function utils_toCommandValue(input) {
 if (input === null || input === void 0) return ""; else if (typeof input === "string" || input instanceof String) return input;
 return JSON.stringify(input);
}

function utils_toCommandProperties(annotationProperties) {
 if (!Object.keys(annotationProperties).length) return {};
 return {
  title: annotationProperties.title,
  file: annotationProperties.file,
  line: annotationProperties.startLine,
  endLine: annotationProperties.endLine,
  col: annotationProperties.startColumn,
  endColumn: annotationProperties.endColumn
 };
}

function command_issueCommand(command, properties, message) {
 process.stdout.write(new Command(command, properties, message).toString() + external_os_namespaceObject.EOL);
}

const CMD_STRING = "::";

class Command {
 constructor(command, properties, message) {
  if (!command) command = "missing.command";
  this.command = command;
  this.properties = properties;
  this.message = message;
 }
 toString() {
  let cmdStr = CMD_STRING + this.command;
  if (this.properties && Object.keys(this.properties).length > 0) {
   cmdStr += " ";
   let first = true;
   for (const key in this.properties) if (this.properties.hasOwnProperty(key)) {
    const val = this.properties[key];
    if (val) {
     if (first) first = false; else cmdStr += ",";
     cmdStr += `${key}=${escapeProperty(val)}`;
    }
   }
  }
  cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
  return cmdStr;
 }
}

function escapeData(s) {
 return utils_toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function escapeProperty(s) {
 return utils_toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

__WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

__WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

__WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

const external_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

var external_http_namespaceObject_0 = __nccwpck_require__.t(external_http_namespaceObject, 2);

const external_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

var external_https_namespaceObject_0 = __nccwpck_require__.t(external_https_namespaceObject, 2);

function getProxyUrl(reqUrl) {
 const usingSsl = reqUrl.protocol === "https:";
 if (checkBypass(reqUrl)) return;
 const proxyVar = (() => {
  if (usingSsl) return process.env["https_proxy"] || process.env["HTTPS_PROXY"]; else return process.env["http_proxy"] || process.env["HTTP_PROXY"];
 })();
 if (proxyVar) try {
  return new DecodedURL(proxyVar);
 } catch (_a) {
  if (!proxyVar.startsWith("http://") && !proxyVar.startsWith("https://")) return new DecodedURL(`http://${proxyVar}`);
 } else return;
}

function checkBypass(reqUrl) {
 if (!reqUrl.hostname) return false;
 if (isLoopbackAddress(reqUrl.hostname)) return true;
 const noProxy = process.env["no_proxy"] || process.env["NO_PROXY"] || "";
 if (!noProxy) return false;
 let reqPort;
 if (reqUrl.port) reqPort = Number(reqUrl.port); else if (reqUrl.protocol === "http:") reqPort = 80; else if (reqUrl.protocol === "https:") reqPort = 443;
 const upperReqHosts = [ reqUrl.hostname.toUpperCase() ];
 if (typeof reqPort === "number") upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
 for (const upperNoProxyItem of noProxy.split(",").map(x => x.trim().toUpperCase()).filter(x => x)) if (upperNoProxyItem === "*" || upperReqHosts.some(x => x === upperNoProxyItem || x.endsWith(`.${upperNoProxyItem}`) || upperNoProxyItem.startsWith(".") && x.endsWith(`${upperNoProxyItem}`))) return true;
 return false;
}

function isLoopbackAddress(host) {
 const hostLower = host.toLowerCase();
 return hostLower === "localhost" || hostLower.startsWith("127.") || hostLower.startsWith("[::1]") || hostLower.startsWith("[0:0:0:0:0:0:0:1]");
}

class DecodedURL extends URL {
 constructor(url, base) {
  super(url, base);
  this._decodedUsername = decodeURIComponent(super.username);
  this._decodedPassword = decodeURIComponent(super.password);
 }
 get username() {
  return this._decodedUsername;
 }
 get password() {
  return this._decodedPassword;
 }
}

const stub = function() {
 throw new Error("left out of the bundle, see dev/build/stubs.ts");
}, ProxyAgent = stub, httpOverHttp = stub, httpsOverHttp = stub, httpOverHttps = stub, httpsOverHttps = stub;

var HttpCodes, Headers, MediaTypes, __awaiter = void 0 && (void 0).__awaiter || function(thisArg, _arguments, P, generator) {
 function adopt(value) {
  return value instanceof P ? value : new P(function(resolve) {
   resolve(value);
  });
 }
 return new (P || (P = Promise))(function(resolve, reject) {
  function fulfilled(value) {
   try {
    step(generator.next(value));
   } catch (e) {
    reject(e);
   }
  }
  function rejected(value) {
   try {
    step(generator["throw"](value));
   } catch (e) {
    reject(e);
   }
  }
  function step(result) {
   result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
  }
  step((generator = generator.apply(thisArg, _arguments || [])).next());
 });
};

(function(HttpCodes) {
 HttpCodes[HttpCodes["OK"] = 200] = "OK";
 HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
 HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
 HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
 HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
 HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
 HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
 HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
 HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
 HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
 HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
 HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
 HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
 HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
 HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
 HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
 HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
 HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
 HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
 HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
 HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
 HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
 HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
 HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
 HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
 HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
 HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));

(function(Headers) {
 Headers["Accept"] = "accept";
 Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));

(function(MediaTypes) {
 MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));

const HttpRedirectCodes = [ HttpCodes.MovedPermanently, HttpCodes.ResourceMoved, HttpCodes.SeeOther, HttpCodes.TemporaryRedirect, HttpCodes.PermanentRedirect ], HttpResponseRetryCodes = [ HttpCodes.BadGateway, HttpCodes.ServiceUnavailable, HttpCodes.GatewayTimeout ], RetryableHttpVerbs = [ "OPTIONS", "GET", "DELETE", "HEAD" ], ExponentialBackoffCeiling = 10, ExponentialBackoffTimeSlice = 5;

class HttpClientError extends Error {
 constructor(message, statusCode) {
  super(message);
  this.name = "HttpClientError";
  this.statusCode = statusCode;
  Object.setPrototypeOf(this, HttpClientError.prototype);
 }
}

class HttpClientResponse {
 constructor(message) {
  this.message = message;
 }
 readBody() {
  return __awaiter(this, void 0, void 0, function*() {
   return new Promise(resolve => __awaiter(this, void 0, void 0, function*() {
    let output = Buffer.alloc(0);
    this.message.on("data", chunk => {
     output = Buffer.concat([ output, chunk ]);
    });
    this.message.on("end", () => {
     resolve(output.toString());
    });
   }));
  });
 }
 readBodyBuffer() {
  return __awaiter(this, void 0, void 0, function*() {
   return new Promise(resolve => __awaiter(this, void 0, void 0, function*() {
    const chunks = [];
    this.message.on("data", chunk => {
     chunks.push(chunk);
    });
    this.message.on("end", () => {
     resolve(Buffer.concat(chunks));
    });
   }));
  });
 }
}

class lib_HttpClient {
 constructor(userAgent, handlers, requestOptions) {
  this._ignoreSslError = false;
  this._allowRedirects = true;
  this._allowRedirectDowngrade = false;
  this._maxRedirects = 50;
  this._allowRetries = false;
  this._maxRetries = 1;
  this._keepAlive = false;
  this._disposed = false;
  this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
  this.handlers = handlers || [];
  this.requestOptions = requestOptions;
  if (requestOptions) {
   if (requestOptions.ignoreSslError != null) this._ignoreSslError = requestOptions.ignoreSslError;
   this._socketTimeout = requestOptions.socketTimeout;
   if (requestOptions.allowRedirects != null) this._allowRedirects = requestOptions.allowRedirects;
   if (requestOptions.allowRedirectDowngrade != null) this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
   if (requestOptions.maxRedirects != null) this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
   if (requestOptions.keepAlive != null) this._keepAlive = requestOptions.keepAlive;
   if (requestOptions.allowRetries != null) this._allowRetries = requestOptions.allowRetries;
   if (requestOptions.maxRetries != null) this._maxRetries = requestOptions.maxRetries;
  }
 }
 options(requestUrl, additionalHeaders) {
  return __awaiter(this, void 0, void 0, function*() {
   return this.request("OPTIONS", requestUrl, null, additionalHeaders || {});
  });
 }
 get(requestUrl, additionalHeaders) {
  return __awaiter(this, void 0, void 0, function*() {
   return this.request("GET", requestUrl, null, additionalHeaders || {});
  });
 }
 del(requestUrl, additionalHeaders) {
  return __awaiter(this, void 0, void 0, function*() {
   return this.request("DELETE", requestUrl, null, additionalHeaders || {});
  });
 }
 post(requestUrl, data, additionalHeaders) {
  return __awaiter(this, void 0, void 0, function*() {
   return this.request("POST", requestUrl, data, additionalHeaders || {});
  });
 }
 patch(requestUrl, data, additionalHeaders) {
  return __awaiter(this, void 0, void 0, function*() {
   return this.request("PATCH", requestUrl, data, additionalHeaders || {});
  });
 }
 put(requestUrl, data, additionalHeaders) {
  return __awaiter(this, void 0, void 0, function*() {
   return this.request("PUT", requestUrl, data, additionalHeaders || {});
  });
 }
 head(requestUrl, additionalHeaders) {
  return __awaiter(this, void 0, void 0, function*() {
   return this.request("HEAD", requestUrl, null, additionalHeaders || {});
  });
 }
 sendStream(verb, requestUrl, stream, additionalHeaders) {
  return __awaiter(this, void 0, void 0, function*() {
   return this.request(verb, requestUrl, stream, additionalHeaders);
  });
 }
 getJson(requestUrl_1) {
  return __awaiter(this, arguments, void 0, function*(requestUrl, additionalHeaders = {}) {
   additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
   const res = yield this.get(requestUrl, additionalHeaders);
   return this._processResponse(res, this.requestOptions);
  });
 }
 postJson(requestUrl_1, obj_1) {
  return __awaiter(this, arguments, void 0, function*(requestUrl, obj, additionalHeaders = {}) {
   const data = JSON.stringify(obj, null, 2);
   additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
   additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
   const res = yield this.post(requestUrl, data, additionalHeaders);
   return this._processResponse(res, this.requestOptions);
  });
 }
 putJson(requestUrl_1, obj_1) {
  return __awaiter(this, arguments, void 0, function*(requestUrl, obj, additionalHeaders = {}) {
   const data = JSON.stringify(obj, null, 2);
   additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
   additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
   const res = yield this.put(requestUrl, data, additionalHeaders);
   return this._processResponse(res, this.requestOptions);
  });
 }
 patchJson(requestUrl_1, obj_1) {
  return __awaiter(this, arguments, void 0, function*(requestUrl, obj, additionalHeaders = {}) {
   const data = JSON.stringify(obj, null, 2);
   additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
   additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
   const res = yield this.patch(requestUrl, data, additionalHeaders);
   return this._processResponse(res, this.requestOptions);
  });
 }
 request(verb, requestUrl, data, headers) {
  return __awaiter(this, void 0, void 0, function*() {
   if (this._disposed) throw new Error("Client has already been disposed.");
   const parsedUrl = new URL(requestUrl);
   let info = this._prepareRequest(verb, parsedUrl, headers);
   const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb) ? this._maxRetries + 1 : 1;
   let response, numTries = 0;
   do {
    response = yield this.requestRaw(info, data);
    if (response && response.message && response.message.statusCode === HttpCodes.Unauthorized) {
     let authenticationHandler;
     for (const handler of this.handlers) if (handler.canHandleAuthentication(response)) {
      authenticationHandler = handler;
      break;
     }
     if (authenticationHandler) return authenticationHandler.handleAuthentication(this, info, data); else return response;
    }
    let redirectsRemaining = this._maxRedirects;
    while (response.message.statusCode && HttpRedirectCodes.includes(response.message.statusCode) && this._allowRedirects && redirectsRemaining > 0) {
     const redirectUrl = response.message.headers["location"];
     if (!redirectUrl) break;
     const parsedRedirectUrl = new URL(redirectUrl);
     if (parsedUrl.protocol === "https:" && parsedUrl.protocol !== parsedRedirectUrl.protocol && !this._allowRedirectDowngrade) throw new Error("Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.");
     yield response.readBody();
     if (parsedRedirectUrl.hostname !== parsedUrl.hostname) for (const header in headers) if (header.toLowerCase() === "authorization") delete headers[header];
     info = this._prepareRequest(verb, parsedRedirectUrl, headers);
     response = yield this.requestRaw(info, data);
     redirectsRemaining--;
    }
    if (!response.message.statusCode || !HttpResponseRetryCodes.includes(response.message.statusCode)) return response;
    numTries += 1;
    if (numTries < maxTries) {
     yield response.readBody();
     yield this._performExponentialBackoff(numTries);
    }
   } while (numTries < maxTries);
   return response;
  });
 }
 dispose() {
  if (this._agent) this._agent.destroy();
  this._disposed = true;
 }
 requestRaw(info, data) {
  return __awaiter(this, void 0, void 0, function*() {
   return new Promise((resolve, reject) => {
    function callbackForResult(err, res) {
     if (err) reject(err); else if (!res) reject(new Error("Unknown error")); else resolve(res);
    }
    this.requestRawWithCallback(info, data, callbackForResult);
   });
  });
 }
 requestRawWithCallback(info, data, onResult) {
  if (typeof data === "string") {
   if (!info.options.headers) info.options.headers = {};
   info.options.headers["Content-Length"] = Buffer.byteLength(data, "utf8");
  }
  let callbackCalled = false;
  function handleResult(err, res) {
   if (!callbackCalled) {
    callbackCalled = true;
    onResult(err, res);
   }
  }
  const req = info.httpModule.request(info.options, msg => {
   handleResult(void 0, new HttpClientResponse(msg));
  });
  let socket;
  req.on("socket", sock => {
   socket = sock;
  });
  req.setTimeout(this._socketTimeout || 3 * 6e4, () => {
   if (socket) socket.end();
   handleResult(new Error(`Request timeout: ${info.options.path}`));
  });
  req.on("error", function(err) {
   handleResult(err);
  });
  if (data && typeof data === "string") req.write(data, "utf8");
  if (data && typeof data !== "string") {
   data.on("close", function() {
    req.end();
   });
   data.pipe(req);
  } else req.end();
 }
 getAgent(serverUrl) {
  return this._getAgent(new URL(serverUrl));
 }
 getAgentDispatcher(serverUrl) {
  const parsedUrl = new URL(serverUrl), proxyUrl = getProxyUrl(parsedUrl);
  if (!(proxyUrl && proxyUrl.hostname)) return;
  return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
 }
 _prepareRequest(method, requestUrl, headers) {
  const info = {};
  info.parsedUrl = requestUrl;
  const usingSsl = info.parsedUrl.protocol === "https:";
  info.httpModule = usingSsl ? external_https_namespaceObject_0 : external_http_namespaceObject_0;
  const defaultPort = usingSsl ? 443 : 80;
  info.options = {};
  info.options.host = info.parsedUrl.hostname;
  info.options.port = info.parsedUrl.port ? parseInt(info.parsedUrl.port) : defaultPort;
  info.options.path = (info.parsedUrl.pathname || "") + (info.parsedUrl.search || "");
  info.options.method = method;
  info.options.headers = this._mergeHeaders(headers);
  if (this.userAgent != null) info.options.headers["user-agent"] = this.userAgent;
  info.options.agent = this._getAgent(info.parsedUrl);
  if (this.handlers) for (const handler of this.handlers) handler.prepareRequest(info.options);
  return info;
 }
 _mergeHeaders(headers) {
  if (this.requestOptions && this.requestOptions.headers) return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
  return lowercaseKeys(headers || {});
 }
 _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
  let clientHeader;
  if (this.requestOptions && this.requestOptions.headers) {
   const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
   if (headerValue) clientHeader = typeof headerValue === "number" ? headerValue.toString() : headerValue;
  }
  const additionalValue = additionalHeaders[header];
  if (additionalValue !== void 0) return typeof additionalValue === "number" ? additionalValue.toString() : additionalValue;
  if (clientHeader !== void 0) return clientHeader;
  return _default;
 }
 _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
  let clientHeader;
  if (this.requestOptions && this.requestOptions.headers) {
   const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
   if (headerValue) if (typeof headerValue === "number") clientHeader = String(headerValue); else if (Array.isArray(headerValue)) clientHeader = headerValue.join(", "); else clientHeader = headerValue;
  }
  const additionalValue = additionalHeaders[Headers.ContentType];
  if (additionalValue !== void 0) if (typeof additionalValue === "number") return String(additionalValue); else if (Array.isArray(additionalValue)) return additionalValue.join(", "); else return additionalValue;
  if (clientHeader !== void 0) return clientHeader;
  return _default;
 }
 _getAgent(parsedUrl) {
  let agent;
  const proxyUrl = getProxyUrl(parsedUrl), useProxy = proxyUrl && proxyUrl.hostname;
  if (this._keepAlive && useProxy) agent = this._proxyAgent;
  if (!useProxy) agent = this._agent;
  if (agent) return agent;
  const usingSsl = parsedUrl.protocol === "https:";
  let maxSockets = 100;
  if (this.requestOptions) maxSockets = this.requestOptions.maxSockets || external_http_namespaceObject.globalAgent.maxSockets;
  if (proxyUrl && proxyUrl.hostname) {
   const agentOptions = {
    maxSockets,
    keepAlive: this._keepAlive,
    proxy: Object.assign(Object.assign({}, (proxyUrl.username || proxyUrl.password) && {
     proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
    }), {
     host: proxyUrl.hostname,
     port: proxyUrl.port
    })
   };
   let tunnelAgent;
   const overHttps = proxyUrl.protocol === "https:";
   if (usingSsl) tunnelAgent = overHttps ? httpsOverHttps : httpsOverHttp; else tunnelAgent = overHttps ? httpOverHttps : httpOverHttp;
   agent = tunnelAgent(agentOptions);
   this._proxyAgent = agent;
  }
  if (!agent) {
   const options = {
    keepAlive: this._keepAlive,
    maxSockets
   };
   agent = usingSsl ? new external_https_namespaceObject.Agent(options) : new external_http_namespaceObject.Agent(options);
   this._agent = agent;
  }
  if (usingSsl && this._ignoreSslError) agent.options = Object.assign(agent.options || {}, {
   rejectUnauthorized: false
  });
  return agent;
 }
 _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
  let proxyAgent;
  if (this._keepAlive) proxyAgent = this._proxyAgentDispatcher;
  if (proxyAgent) return proxyAgent;
  const usingSsl = parsedUrl.protocol === "https:";
  proxyAgent = new ProxyAgent(Object.assign({
   uri: proxyUrl.href,
   pipelining: !this._keepAlive ? 0 : 1
  }, (proxyUrl.username || proxyUrl.password) && {
   token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString("base64")}`
  }));
  this._proxyAgentDispatcher = proxyAgent;
  if (usingSsl && this._ignoreSslError) proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
   rejectUnauthorized: false
  });
  return proxyAgent;
 }
 _getUserAgentWithOrchestrationId(userAgent) {
  const baseUserAgent = userAgent || "actions/http-client", orchId = process.env["ACTIONS_ORCHESTRATION_ID"];
  if (orchId) return `${baseUserAgent} actions_orchestration_id/${orchId.replace(/[^a-z0-9_.-]/gi, "_")}`;
  return baseUserAgent;
 }
 _performExponentialBackoff(retryNumber) {
  return __awaiter(this, void 0, void 0, function*() {
   retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
   const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
   return new Promise(resolve => setTimeout(() => resolve(), ms));
  });
 }
 _processResponse(res, options) {
  return __awaiter(this, void 0, void 0, function*() {
   return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function*() {
    const statusCode = res.message.statusCode || 0, response = {
     statusCode,
     result: null,
     headers: {}
    };
    if (statusCode === HttpCodes.NotFound) resolve(response);
    function dateTimeDeserializer(key, value) {
     if (typeof value === "string") {
      const a = new Date(value);
      if (!isNaN(a.valueOf())) return a;
     }
     return value;
    }
    let obj, contents;
    try {
     contents = yield res.readBody();
     if (contents && contents.length > 0) {
      if (options && options.deserializeDates) obj = JSON.parse(contents, dateTimeDeserializer); else obj = JSON.parse(contents);
      response.result = obj;
     }
     response.headers = res.message.headers;
    } catch (err) {}
    if (statusCode > 299) {
     let msg;
     if (obj && obj.message) msg = obj.message; else if (contents && contents.length > 0) msg = contents; else msg = `Failed request: (${statusCode})`;
     const err = new HttpClientError(msg, statusCode);
     err.result = response.result;
     reject(err);
    } else resolve(response);
   }));
  });
 }
}

const lowercaseKeys = obj => Object.keys(obj).reduce((c, k) => (c[k.toLowerCase()] = obj[k], 
c), {});

void 0 && (void 0).__awaiter;

void 0 && (void 0).__awaiter;

void 0 && (void 0).__awaiter;

void 0 && (void 0).__awaiter;

external_os_namespaceObject.platform(), external_os_namespaceObject.arch();

var ExitCode;

void 0 && (void 0).__awaiter;

(function(ExitCode) {
 ExitCode[ExitCode["Success"] = 0] = "Success";
 ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));

function core_setSecret(secret) {
 command_issueCommand("add-mask", {}, secret);
}

function getInput(name, options) {
 const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
 if (options && options.required && !val) throw new Error(`Input required and not supplied: ${name}`);
 if (options && options.trimWhitespace === false) return val;
 return val.trim();
}

function isDebug() {
 return process.env["RUNNER_DEBUG"] === "1";
}

function core_debug(message) {
 command_issueCommand("debug", {}, message);
}

function error(message, properties = {}) {
 command_issueCommand("error", utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}

function warning(message, properties = {}) {
 command_issueCommand("warning", utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}

function info(message) {
 process.stdout.write(message + external_os_namespaceObject.EOL);
}

const external_node_stream_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

class ApiError extends Error {
 name="ApiError";
 type;
 status;
 retryAfter;
 detail;
 constructor(type, message, details = {}) {
  super(message, {
   cause: details.cause
  });
  this.type = type;
  this.status = details.status;
  this.retryAfter = details.retryAfter;
  this.detail = details.detail ?? "";
 }
}

function invalidResponse(reason, cause) {
 return new ApiError("invalid-response", `the response is not valid: ${reason}`, {
  cause
 });
}

const CANNOT_DECODE = /^(Z_|ERR__ERROR_|ERR_PADDING_)/, MAX_ENCODINGS = 3;

async function readBody(message, maxBytes) {
 const chunks = [];
 let size = 0;
 try {
  for await (const chunk of await decoded(message)) {
   size += chunk.length;
   if (size > maxBytes) throw tooLarge(maxBytes);
   chunks.push(chunk);
  }
 } catch (cause) {
  message.destroy();
  const {code = ""} = cause;
  throw CANNOT_DECODE.test(code) ? invalidResponse(`its compressed body cannot be read (${code})`, cause) : cause;
 }
 return Buffer.concat(chunks).toString("utf8").replace(/^\ufeff/, "");
}

async function decoded(message) {
 const encodings = (message.headers["content-encoding"] ?? "").toLowerCase().split(",").map(encoding => encoding.trim()).filter(encoding => encoding !== "" && encoding !== "identity");
 if (encodings.length > MAX_ENCODINGS) throw invalidResponse("its body is compressed too often");
 let body = message;
 for (const encoding of encodings.reverse()) body = await decode(body, encoding);
 return body;
}

async function decode(body, encoding) {
 const zlib = process.getBuiltinModule("node:zlib");
 switch (encoding) {
 case "gzip":
 case "x-gzip":
  return connect(body, zlib.createGunzip());

 case "br":
  return connect(body, zlib.createBrotliDecompress());

 case "deflate":
  {
   const {head, rest} = await splitFirst(body);
   return connect(rest, ((head[0] ?? 0) & 15) === 8 ? zlib.createInflate() : zlib.createInflateRaw());
  }

 default:
  throw invalidResponse("its Content-Encoding is unknown");
 }
}

async function splitFirst(body) {
 const chunks = body[Symbol.asyncIterator](), first = await chunks.next(), head = first.done === true ? Buffer.alloc(0) : first.value;
 async function* whole() {
  if (first.done !== true) yield head;
  yield* chunks;
 }
 return {
  head,
  rest: external_node_stream_namespaceObject.Readable.from(whole())
 };
}

function connect(body, decoder) {
 return (0, external_node_stream_namespaceObject.pipeline)(body, decoder, () => {});
}

function tooLarge(maxBytes) {
 return new ApiError("too-large", `the response is larger than ${maxBytes / 1024 / 1024} MiB`);
}

const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

var external_node_http_default = __nccwpck_require__.n(external_node_http_namespaceObject);

const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

var external_node_https_default = __nccwpck_require__.n(external_node_https_namespaceObject);

const CERTIFICATE = /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERROR_IN_(CERT|CRL)|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED)/, TLS = /^(EPROTO|ERR_SSL_|ERR_TLS_)/, BEFORE_REQUEST = "before secure TLS connection was established", CONNECTING = new Set([ "connect", "getaddrinfo", "getaddrinfow" ]);

function toApiError(error, isConnected = false) {
 if (error instanceof ApiError) return error;
 const {code, syscall, message} = detailsOf(error);
 if (isCertificateError(error)) return new ApiError("certificate", `the certificate was rejected (${code})`, {
  cause: error
 });
 if (CONNECTING.has(syscall) || TLS.test(code) && !isConnected || message.includes(BEFORE_REQUEST)) return new ApiError("connect", `no connection (${code})`, {
  cause: error
 });
 return new ApiError("network", `the connection broke (${code === "" ? "no code" : code})`, {
  cause: error
 });
}

function isCertificateError(error) {
 return CERTIFICATE.test(detailsOf(error).code);
}

function detailsOf(error) {
 const inner = error instanceof AggregateError ? error.errors[0] : void 0, {code = "", syscall = "", message = ""} = inner ?? error;
 return {
  code,
  syscall,
  message
 };
}

const external_node_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net"), external_node_tls_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls"), CONNECT_TIMEOUT_MS = 3e4;

class TunnelAgent extends external_node_https_default().Agent {
 proxy;
 constructor(proxy, keepAlive) {
  super({
   keepAlive
  });
  this.proxy = proxy;
 }
 createConnection(options, callback) {
  const {servername} = options, host = options.host ?? "";
  openTunnel(this.proxy, `${withBrackets(host)}:${options.port ?? 443}`).then(socket => {
   const tls = {
    socket,
    host,
    ALPNProtocols: [ "http/1.1" ]
   };
   callback(null, (0, external_node_tls_namespaceObject.connect)(servername === void 0 ? tls : {
    ...tls,
    servername
   }));
  }, error => {
   callback(error);
  });
 }
}

function withoutBrackets(hostname) {
 return hostname.replace(/^\[(.*)\]$/, "$1");
}

function withBrackets(host) {
 return (0, external_node_net_namespaceObject.isIPv6)(host) ? `[${host}]` : host;
}

function openTunnel(proxy, target) {
 const {promise, resolve, reject} = Promise.withResolvers(), connecting = requestTunnel(proxy, target), fail = error => {
  connecting.destroy();
  reject(error);
 };
 connecting.once("connect", ({statusCode = 0}, socket, head) => {
  socket.setTimeout(0);
  if (statusCode >= 200 && statusCode < 300 && head.length === 0) {
   resolve(socket);
   return;
  }
  socket.destroy();
  fail(new ApiError("connect", `the proxy responded with ${statusCode}`));
 });
 connecting.once("timeout", () => {
  fail(new ApiError("connect", "the proxy did not respond"));
 });
 connecting.on("error", cause => {
  fail(toTunnelError(cause));
 });
 connecting.end();
 return promise;
}

function requestTunnel(proxy, target) {
 const {request} = proxy.protocol === "https:" ? external_node_https_default() : external_node_http_default(), host = withoutBrackets(proxy.hostname);
 return request({
  host,
  servername: (0, external_node_net_namespaceObject.isIP)(host) === 0 ? host : "",
  port: proxy.port,
  method: "CONNECT",
  path: target,
  headers: {
   host: target,
   ...proxyAuthorization(proxy)
  },
  agent: false,
  timeout: CONNECT_TIMEOUT_MS
 });
}

function toTunnelError(cause) {
 const {code = "no code"} = cause;
 return isCertificateError(cause) ? new ApiError("certificate", `the certificate of the proxy was rejected (${code})`, {
  cause
 }) : new ApiError("connect", `no connection through the proxy (${code})`, {
  cause
 });
}

function proxyAuthorization({username, password}) {
 if (username === "" && password === "") return {};
 const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
 return {
  "proxy-authorization": `Basic ${Buffer.from(pair).toString("base64")}`
 };
}

const CLOSED = new Set([ "ECONNRESET", "EPIPE", "ECONNABORTED" ]);

function createSend(protocol, proxy) {
 const client = new lib_HttpClient("", [], {
  allowRedirects: false,
  allowRetries: false
 }), agents = {
  keepAlive: newAgent(protocol, proxy, true),
  oneShot: newAgent(protocol, proxy, false)
 };
 return outgoing => attempt(client, agents, outgoing);
}

function newAgent(protocol, proxy, keepAlive) {
 if (protocol === "http:") return new (external_node_http_default().Agent)({
  keepAlive
 });
 return proxy === void 0 ? new (external_node_https_default().Agent)({
  keepAlive
 }) : new TunnelAgent(proxy, keepAlive);
}

async function attempt(client, agents, outgoing) {
 const {url, headers, signal, isNewConnection} = outgoing, options = {
  host: withoutBrackets(url.hostname),
  port: url.port,
  path: url.pathname + url.search,
  method: "GET",
  headers: {
   ...headers
  },
  agent: isNewConnection ? agents.oneShot : agents.keepAlive,
  signal
 }, {httpModule, isConnected, isLostOnReuse} = watchedTransport(url.protocol, outgoing.onConnected);
 try {
  return (await client.requestRaw({
   options,
   parsedUrl: url,
   httpModule
  }, null)).message;
 } catch (error) {
  if (!isNewConnection && !signal.aborted && isLostOnReuse(error)) return attempt(client, agents, {
   ...outgoing,
   isNewConnection: true
  });
  throw toApiError(error, isConnected());
 }
}

function watchedTransport(protocol, onConnected) {
 const plain = protocol === "https:" ? external_node_https_default() : external_node_http_default();
 let isConnected = false;
 const connected = () => {
  isConnected = true;
  onConnected();
 };
 let reused;
 const request = (options, take) => {
  const opened = plain.request(options, take);
  return opened.once("socket", socket => {
   if (opened.reusedSocket) {
    reused = {
     socket,
     bytesRead: socket.bytesRead
    };
    connected();
    return;
   }
   socket.once(protocol === "https:" ? "secureConnect" : "connect", connected);
  });
 }, isLostOnReuse = error => {
  const {code = ""} = error;
  return reused !== void 0 && CLOSED.has(code) && reused.socket.bytesRead === reused.bytesRead;
 };
 return {
  httpModule: Object.assign(Object.create(plain), {
   request
  }),
  isConnected: () => isConnected,
  isLostOnReuse
 };
}

const MANY_DIGITS = /\d{16}/, WHOLE = /^-?\d+$/, DECIMAL = /^\s*[+-]?\d+(?:\.\d+)?\s*$/;

function parseJson(text, ignored = new Set) {
 const value = JSON.parse(text);
 return MANY_DIGITS.test(text) && hasRounded(value, ignored) ? JSON.parse(text, exactNumber) : value;
}

function hasRounded(value, ignored) {
 const rest = Object.entries(asObject(value) ?? {
  value
 }).filter(([name]) => !ignored.has(name)).map(([, inner]) => inner);
 for (let next = rest.pop(); next !== void 0; next = rest.pop()) {
  if (typeof next === "number" && Math.abs(next) > Number.MAX_SAFE_INTEGER) return true;
  if (typeof next === "object" && next !== null) for (const inner of Object.values(next)) rest.push(inner);
 }
 return false;
}

function stringifyJson(value) {
 return JSON.stringify(value, (_, inner) => typeof inner === "bigint" ? JSON.rawJSON(String(inner)) : inner);
}

function exactNumber(_, value, context) {
 const {source} = context;
 return typeof value === "number" && !Number.isSafeInteger(value) && source !== void 0 && WHOLE.test(source) ? BigInt(source) : value;
}

function asObject(value) {
 return typeof value === "object" && value !== null && !isArray(value) ? value : void 0;
}

function isArray(value) {
 return Array.isArray(value);
}

function toNumber(value) {
 const number = typeof value === "string" ? fromText(value) : asNumber(value);
 return number !== void 0 && Number.isFinite(number) ? number : void 0;
}

function asNumber(value) {
 return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean" ? Number(value) : void 0;
}

function fromText(text) {
 if (DECIMAL.test(text)) return Number(text);
 const word = text.trim().toLowerCase();
 return word === "true" ? 1 : word === "false" ? 0 : void 0;
}

function toBoolean(value) {
 const number = toNumber(value);
 return number === 0 ? false : number === 1 ? true : void 0;
}

function toPresent(value) {
 return value === null || typeof value === "string" && value.trim() === "" ? void 0 : value;
}

function toText(value) {
 const text = typeof value === "string" ? value.trim() : "";
 return text === "" ? void 0 : text;
}

function isId(value, id) {
 return toId(value) === id;
}

function toId(value) {
 return typeof value === "number" || typeof value === "bigint" ? String(value) : toText(value);
}

const URL_ENCODINGS = [ ...[ "/", "\\/", "\\\\/" ].map(withSlash), ...[ "%", "%25" ].flatMap(percent => [ percentEncoded(percent, `${percent}2F`), percentEncoded(percent, "/") ]) ];

function withSlash(slash) {
 return {
  separator: `:${slash}${slash}`,
  slash,
  colon: ":",
  at: "@",
  query: "?",
  fragment: "#"
 };
}

function percentEncoded(percent, slash) {
 const colon = `${percent}3A`;
 return {
  separator: colon + slash + slash,
  slash,
  colon,
  at: `${percent}40`,
  query: `${percent}3F`,
  fragment: `${percent}23`
 };
}

const END = /[\s"`<>]/g, SLASHES = /^[/\\]*/;

function redactUrls(text) {
 return URL_ENCODINGS.reduce((rest, encoding) => redactEncoded(rest, encoding), text);
}

function redactEncoded(text, encoding) {
 const isEncoded = encoding.separator.startsWith("%");
 if (isEncoded && !text.includes("%")) return text;
 const folded = isEncoded ? text.replace(/%(?:25)?[0-9a-f]{2}/gi, upper) : text;
 let [from, end, result] = [ 0, 0, "" ];
 for (;;) {
  const found = folded.indexOf(encoding.separator, from);
  if (found === -1) return from === 0 ? text : result + text.slice(from);
  const start = found + encoding.separator.length;
  if (end < start) end = endOf(text, start);
  const last = ownEnd(folded, start, end, encoding);
  result += text.slice(from, start) + redactOne(text.slice(start, last), folded.slice(start, last), encoding);
  from = last;
 }
}

function endOf(text, start) {
 END.lastIndex = start;
 return END.exec(text)?.index ?? text.length;
}

function ownEnd(folded, start, end, encoding) {
 const next = folded.indexOf(encoding.separator, start);
 if (next === -1 || next >= end) return end;
 const own = folded.slice(start, next);
 return firstIndexOf(own, [ encoding.query, encoding.fragment ]) === own.length ? next : end;
}

function upper(code) {
 return code.toUpperCase();
}

function redactOne(url, folded, encoding) {
 const slashes = SLASHES.exec(url)?.[0].length ?? 0, host = slashes + hostIndex(folded.slice(slashes), encoding), hideUserInfo = text => host > slashes ? `${text.slice(0, slashes)}***${text.slice(host)}` : text, [kept, keptFolded] = [ hideUserInfo(url), hideUserInfo(folded) ], query = firstIndexOf(keptFolded, [ encoding.query, encoding.fragment ]), mark = keptFolded.startsWith(encoding.query, query) ? encoding.query : encoding.fragment;
 return query < kept.length ? `${kept.slice(0, query + mark.length)}***` : kept;
}

function hostIndex(url, {slash, colon, at, query, fragment}) {
 const authority = url.slice(0, firstIndexOf(url, [ slash, query, fragment, "/" ])), inAuthority = authority.lastIndexOf(at);
 if (inAuthority !== -1) return inAuthority;
 const port = authority.replace(/^\[[^\]]*\]/, "").split(colon).slice(1);
 if (port.length === 0 || port.length === 1 && /^\d{0,5}$/.test(port[0] ?? "")) return 0;
 const last = url.lastIndexOf(at);
 return last === -1 ? url.length : last;
}

function firstIndexOf(text, marks) {
 const found = marks.map(mark => text.indexOf(mark)).filter(index => index !== -1);
 return Math.min(text.length, ...found);
}

const documentedStates = [ "created", "pending", "queued", "running", "complete", "failed", "squashed" ];

function hasNotStarted(state) {
 return [ "created", "pending", "queued" ].includes(state);
}

function isFinished(state) {
 return [ "complete", "failed", "squashed" ].includes(state);
}

function isDocumentedState(name) {
 return namedState(name.trim()) !== void 0;
}

function readState(body) {
 const [id, name] = [ toPresent(body["jobstateid"]), toName(body["jobstatename"]) ];
 return {
  state: toState(id, name),
  stateName: toStateName(id, name)
 };
}

function toName(value) {
 return toText(value) ?? (toPresent(value) === void 0 ? void 0 : "an unreadable name");
}

function toState(id, name) {
 const [numbered, named] = [ numberedState(id), namedState(name) ];
 if (numbered === void 0) return named ?? (id === void 0 && name === void 0 ? "none" : "unknown");
 return named !== void 0 && named !== numbered && !isFinished(numbered) ? "unknown" : numbered;
}

function numberedState(id) {
 const number = typeof id === "boolean" || typeof id === "string" && /[a-z]/i.test(id) ? void 0 : toNumber(id);
 return number === void 0 ? void 0 : documentedStates[number - 1];
}

function namedState(name) {
 const spelled = name?.toLowerCase();
 return documentedStates.find(state => state === (spelled === "completed" ? "complete" : spelled));
}

function toStateName(id, name) {
 if (id === void 0) return name ?? "";
 const numbered = numberedState(id);
 if (numbered !== void 0 && [ void 0, numbered ].includes(namedState(name))) return name ?? numbered.slice(0, 1).toUpperCase() + numbered.slice(1);
 const number = typeof id === "object" ? "an unreadable number" : String(id);
 return name === void 0 ? `state ${number}` : `${number} (${name})`;
}

const fieldNames = [ "success", "jobprogress", "jobstateid", "jobstatename", "jobfailed", "joberror", "jobcreated", "jobstart", "jobeta", "jobupdated", "updateid", "diffid", "imageversionid", "versionmirrorid", "machinejobid", "installs_squashed", "pending_machines", "failed_machines", "completed_machines" ];

function pickFields(body) {
 return Object.fromEntries(fieldNames.filter(name => Object.hasOwn(body, name)).map(name => [ name, body[name] ]));
}

function readDenial(body) {
 return toBoolean(body["error"]) === true || toBoolean(body["success"]) === false ? {
  message: toText(body["error_message"]) ?? ""
 } : void 0;
}

function readJobStatus(body) {
 const {state, stateName} = readState(body), {jobfailed} = readCounts(body), progress = toNumber(body["jobprogress"]);
 if (state === "none" && progress === void 0 && jobfailed === void 0) return;
 return {
  type: "job",
  state,
  stateName,
  progress,
  jobfailed: jobfailed ?? 0,
  hasError: toPresent(body["joberror"]) !== void 0,
  eta: toNumber(body["jobeta"]),
  start: toNumber(body["jobstart"]),
  created: toNumber(body["jobcreated"]),
  updated: toNumber(body["jobupdated"]),
  denial: readDenial(body)
 };
}

function readRolloutStatus(body) {
 const {pending, failed = 0, completed = 0} = readCounts(body);
 return pending === void 0 ? void 0 : {
  type: "rollout",
  pending,
  failed,
  completed,
  denial: readDenial(body)
 };
}

function readCounts(body) {
 return {
  jobfailed: toCount(body, "jobfailed"),
  pending: toCount(body, "pending_machines"),
  failed: toCount(body, "failed_machines"),
  completed: toCount(body, "completed_machines")
 };
}

function toCount(body, field) {
 const value = body[field];
 if (value === void 0 || value === null) return;
 const count = toNumber(value);
 if (count === void 0 || count < 0 || !Number.isInteger(count)) throw invalidResponse(`${field} is not a whole number of at least 0`);
 return count;
}

const MIN_LINE_LENGTH = 4, HTML = {
 "&": "&amp;",
 "<": "&lt;",
 ">": "&gt;",
 '"': "&quot;",
 "'": "&#39;"
}, OTHER_NAMES = new Set([ "jobstatename", "joberror", "installs", "error_message", "message" ]), NUMERIC = new Set([ ...fieldNames.filter(name => !OTHER_NAMES.has(name)), "jobid", "machineid", "target_imageversionid", "error", "mirroring" ]), NUMBER = /^\s*(?:[+-]?\d{1,20}(?:\.\d{1,20})?|true|false)\s*$/i, FILE_LISTS = new Set([ "added", "modified", "removed" ]);

function createRedactor({texts}) {
 const spellings = [ ...new Set(texts.flatMap(spellingsOf)) ].filter(spelling => spelling !== "");
 if (spellings.length === 0) return text => text;
 const any = new RegExp(spellings.map(spelling => spelling.replace(/[^a-z0-9]/gi, redaction_escape)).join("|"));
 return text => {
  if (!any.test(text)) return text;
  return replaceAll(text, spellings.flatMap(spelling => occurrences(text, spelling)));
 };
}

function redactText(text, redact) {
 return redactUrls(redact(text));
}

function redactResponse(body, redact) {
 const root = [ withoutFiles(body) ], containers = [ root ];
 for (let container = containers.pop(); container !== void 0; container = containers.pop()) for (const name of Object.keys(container)) {
  const copy = redactValue(name, container[name] ?? null, redact);
  container[name] = copy;
  if (typeof copy === "object" && copy !== null) containers.push(copy);
 }
 return root[0] ?? null;
}

function withoutFiles(body) {
 const object = asObject(body);
 if (object === void 0) return body;
 return Object.fromEntries(Object.entries(object).filter(([name]) => !FILE_LISTS.has(name)));
}

function redactValue(name, value, redact) {
 if (typeof value === "string") return isHarmless(name, value) ? value : redactText(value, redact);
 if (isArray(value)) return [ ...value ];
 const object = asObject(value);
 if (object === void 0) return value;
 return Object.fromEntries(Object.entries(object).map(([key, inner]) => [ redactName(key, redact), inner ]));
}

function redactName(name, redact) {
 return NUMERIC.has(name) || OTHER_NAMES.has(name) ? name : redactText(name, redact);
}

function isHarmless(name, text) {
 return name === "jobstatename" ? isDocumentedState(text) : NUMERIC.has(name) && NUMBER.test(text);
}

function redaction_escape(unit) {
 return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function occurrences(text, spelling) {
 const spans = [];
 let start = text.indexOf(spelling);
 for (;start !== -1; start = text.indexOf(spelling, start + 1)) spans.push([ start, start + spelling.length ]);
 return spans;
}

function replaceAll(text, spans) {
 let result = "", shown = 0;
 for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
  if (start >= shown) result += `${text.slice(shown, start)}***`;
  shown = Math.max(shown, end);
 }
 return result + text.slice(shown);
}

function spellingsOf(secret) {
 const json = JSON.stringify(secret).slice(1, -1), url = encodeURIComponent(secret.toWellFormed()), unpadded = secret.replace(/=+$/, ""), html = secret.replace(/[&<>"']/g, character => HTML[character] ?? character), form = new URLSearchParams([ [ "", secret ] ]).toString().slice("=".length), escaped = [ url, url.replaceAll("%20", "+"), form ], lowercase = escaped.map(text => text.replace(/%../g, code => code.toLowerCase()));
 return [ secret, json, json.replaceAll("/", "\\/"), html, html.replaceAll("&quot;", "&#34;"), unpadded, unpadded.replaceAll("+", "-").replaceAll("/", "_"), ...[ ...escaped, ...lowercase ].flatMap(text => [ text, text.replaceAll("%", "%25") ]), ...secret.split(/\r?\n/).filter(line => line.length >= MIN_LINE_LENGTH) ];
}

const ERROR_PAGE = {
 deadline: 3e3,
 bytes: 64 * 1024
}, TITLE_SEARCH_LENGTH = 4096;

async function readErrorPage(message) {
 const timer = setTimeout(() => message.destroy(), ERROR_PAGE.deadline);
 try {
  return await readBody(message, ERROR_PAGE.bytes);
 } catch {
  return "";
 } finally {
  clearTimeout(timer);
 }
}

function messageOf(page, redact) {
 const message = jsonMessage(page);
 if (message !== void 0) return redactText(message, redact);
 const start = redactText(page, redact).slice(0, TITLE_SEARCH_LENGTH);
 return /<title[^<>]{0,200}>([^<]{0,500})/i.exec(start)?.[1]?.trim() ?? "";
}

function jsonMessage(page) {
 try {
  const body = asObject(parseJson(page));
  return toText(body?.["error_message"]) ?? toText(body?.["message"]) ?? toText(body?.["error"]) ?? "";
 } catch {
  return;
 }
}

const REQUEST_DEADLINE_MS = 3e4, MAX_CLOCK_DIFFERENCE_S = 86400;

function createGet(access, tools) {
 const {deadline = REQUEST_DEADLINE_MS} = tools, send = createSend(new URL(access.url).protocol, access.proxy);
 return async (request, {signal, isNewConnection}) => {
  const limit = new AbortController;
  let isConnected = false;
  const timer = setTimeout(() => {
   limit.abort(timeoutError(isConnected, deadline));
  }, deadline), either = AbortSignal.any([ signal, limit.signal ]), onConnected = () => {
   isConnected = true;
  }, outgoing = {
   url: urlOf(access, request),
   headers: headersOf(access),
   isNewConnection,
   onConnected
  };
  try {
   const message = await raceAbort(send({
    ...outgoing,
    signal: either
   }), either);
   return await raceAbort(readMessage(message, request.maxBytes, tools), either);
  } catch (error) {
   if (signal.aborted) throw new ApiError("aborted", "the wait ended", {
    cause: error
   });
   throw toApiError(limit.signal.aborted ? limit.signal.reason : error);
  } finally {
   clearTimeout(timer);
  }
 };
}

function timeoutError(isConnected, deadline) {
 const seconds = deadline / 1e3;
 return isConnected ? new ApiError("timeout", `no complete response within ${seconds} s`) : new ApiError("connect", `no connection within ${seconds} s`);
}

function urlOf(access, request) {
 const url = new URL(access.url + request.path);
 url.search = new URLSearchParams(request.query).toString();
 return url;
}

function headersOf({authorization, userAgent}) {
 return {
  authorization,
  accept: "application/json",
  "accept-encoding": "identity",
  "cache-control": "no-cache",
  "content-type": "application/x-www-form-urlencoded",
  "user-agent": userAgent
 };
}

async function raceAbort(work, signal) {
 const {promise, reject} = Promise.withResolvers(), stop = () => {
  reject(new Error("stopped"));
 };
 if (signal.aborted) stop();
 signal.addEventListener("abort", stop, {
  once: true
 });
 try {
  return await Promise.race([ work, promise ]);
 } finally {
  signal.removeEventListener("abort", stop);
 }
}

async function readMessage(message, maxBytes, {wallClock, redact}) {
 const status = message.statusCode ?? 0, now = wallClock() / 1e3, date = toDate(message.headers.date, now), retryAfter = toDelay(message.headers["retry-after"], date ?? now);
 if (status < 200 || status > 299) {
  const detail = messageOf(await readErrorPage(message), redact);
  throw new ApiError("status", `HTTP ${status}`, {
   status,
   retryAfter,
   detail
  });
 }
 const text = await readBody(message, maxBytes).catch(cause => {
  const {type, message: reason, detail} = toApiError(cause, true);
  throw new ApiError(type, reason, {
   retryAfter,
   detail,
   cause
  });
 });
 try {
  return {
   body: redactResponse(parseJson(text, FILE_LISTS), redact),
   date,
   retryAfter
  };
 } catch (error) {
  const isDeep = error instanceof RangeError, reason = `the response is ${isDeep ? "nested too deeply" : "not JSON"}`, detail = isDeep ? "" : messageOf(text, redact);
  throw new ApiError("invalid-response", reason, {
   status,
   retryAfter,
   detail,
   cause: void 0
  });
 }
}

function toDate(header, now) {
 const date = toTimestamp(header);
 return date !== void 0 && Math.abs(date - now) <= MAX_CLOCK_DIFFERENCE_S ? date : void 0;
}

function toTimestamp(header = "") {
 const ms = Date.parse(/(GMT|UTC|Z|[+-]\d{4})$/.test(header) ? header : `${header} GMT`);
 return Number.isNaN(ms) ? void 0 : ms / 1e3;
}

function toDelay(header = "", now) {
 const text = header.trim();
 if (/^\d+$/.test(text)) {
  const seconds = Number(text);
  return Number.isFinite(seconds) ? seconds * 1e3 : void 0;
 }
 const date = /^[a-z]/i.test(text) ? toTimestamp(text) : void 0;
 return date === void 0 ? void 0 : Math.max(0, (date - now) * 1e3);
}

const MIN_MASKED_ASID_LENGTH = 6, ONE_OF_TWO = "use either access-key and secret-key, or bearer-token", SECRET_HINT = "Secrets are read with secrets.NAME, not vars.NAME; secrets of an environment also need `environment:` in the job";

function readSecrets(read) {
 const [key, secret, token] = [ read("access-key"), read("secret-key"), read("bearer-token") ], pair = key === "" && secret === "" ? "" : `${key}:${secret}`, plain = [ key, secret, token ].filter(text => text !== ""), encoded = [ ...plain, pair ].filter(text => text !== "").flatMap(base64Of), texts = [ ...new Set([ ...plain, ...encoded ]) ], asid = read("accountserviceid");
 return {
  texts,
  masks: asid.length >= MIN_MASKED_ASID_LENGTH ? [ ...texts, asid ] : texts
 };
}

function readAuthorization(read, problems) {
 const [key, secret, token] = [ read("access-key"), read("secret-key"), read("bearer-token") ];
 if (token === "") {
  problems.push(...pairProblems(key, secret));
  return `Basic ${toBase64(`${key}:${secret}`)}`;
 }
 if (key !== "" || secret !== "") problems.push(`bearer-token cannot be combined with access-key or secret-key; ${ONE_OF_TWO}`);
 problems.push(...tokenProblems(token));
 return `Bearer ${token}`;
}

function emptyProblem(name, accepted) {
 return `${name} is empty; use ${accepted}. ${SECRET_HINT}`;
}

function pairProblems(key, secret) {
 if (key === "" && secret === "") return [ `access-key, secret-key and bearer-token are all empty; ${ONE_OF_TWO}. ${SECRET_HINT}` ];
 const half = key === "" ? "access-key" : secret === "" ? "secret-key" : void 0;
 return half === void 0 ? [] : [ emptyProblem(half, "access-key and secret-key together") ];
}

function tokenProblems(token) {
 if (/^(gh[a-z]_|github_pat_)/i.test(token)) return [ "bearer-token: it looks like a GitHub token, which must not leave GitHub; use a token of the Clanforge host" ];
 return /^[\x21-\x7e]+$/.test(token) ? [] : [ "bearer-token: it contains spaces, line breaks or characters that are not allowed in a token; use the token alone" ];
}

function base64Of(text) {
 const base64 = toBase64(text), url = base64.replaceAll("+", "-").replaceAll("/", "_");
 return [ base64, base64.replace(/=+$/, ""), url, url.replace(/=+$/, "") ];
}

function toBase64(text) {
 return Buffer.from(text).toString("base64");
}

class InputError extends Error {
 name="InputError";
 problems;
 constructor(problems) {
  super(problems.length === 1 ? problems.join("") : [ "several inputs are invalid:", ...problems ].join("\n- "));
  this.problems = problems;
 }
}

const MIB = 1024 * 1024, jobKinds = {
 update: {
  noun: "image update",
  input: "updateid",
  status: (id, scope) => v1(`imageupdate/${id}/status`, scope),
  retry: (id, scope) => v1(`imageupdate/${id}/retry`, scope),
  read: readJobStatus,
  idField: "updateid"
 },
 diff: {
  noun: "image diff",
  input: "diffid",
  status: (id, scope) => v1(`imagediff/${id}/status`, scope, {
   diff_info: "0"
  }, 64 * MIB),
  retry: (id, scope) => v1(`imagediff/${id}/retry`, scope, {}, 64 * MIB),
  read: readJobStatus,
  idField: "diffid"
 },
 version: {
  noun: "image version",
  input: "imageversionid",
  status: (id, scope) => v1(`imageversion/${id}/status`, scope),
  read: readJobStatus,
  idField: "imageversionid"
 },
 install: {
  noun: "image install",
  input: "jobid",
  status: (id, scope) => v1(`imageinstall/${id}/queue`, scope, {
   mirroring: String(scope.mirroring)
  }),
  read: readJobStatus,
  isInstall: true
 },
 rollout: {
  noun: "rollout of image",
  input: "imageid",
  status: (id, scope) => ({
   path: `/cfp/v2/project/${encodeURIComponent(scope.asid)}/image/${id}/status`,
   query: {},
   maxBytes: MIB
  }),
  read: readRolloutStatus,
  isRollout: true
 }
}, jobKindNames = Object.keys(jobKinds);

function kindOf({kind}) {
 return jobKinds[kind];
}

function installListRequest(scope) {
 return v1("imageinstall/status", scope, {}, 16 * MIB);
}

function v1(path, scope, query = {}, maxBytes = MIB) {
 return {
  path: `/cfp/v1/${path}`,
  query: {
   ...scope.asid === "" ? {} : {
    accountserviceid: scope.asid
   },
   ...query
  },
  maxBytes
 };
}

const ID = /^[1-9]\d{0,19}$/, ACCEPTED = "use positive integers of at most 20 digits, separated by commas, spaces or newlines, or as a JSON array", MAX_SHOWN_IDS = 3, EMPTY_RESULT = "it looks like an empty result of the previous step";

function readIds(input, value, show, problems) {
 if (value === "") return [];
 const parts = value.startsWith("[") ? arrayParts(value) : value.split(/[\s,]+/), ids = [ ...new Set(parts?.filter(id => id !== "")) ];
 if (parts === void 0) problems.push(`${input}: ${show(value)} is not valid; ${ACCEPTED}`); else if (ids.length === 0) problems.push(`${input}: ${show(value)} has no IDs; ${EMPTY_RESULT}`);
 const empty = ids.find(isEmptyResult);
 if (empty !== void 0) problems.push(`${input}: ${show(empty)} is not valid; ${EMPTY_RESULT}`);
 const invalid = ids.filter(id => !isEmptyResult(id) && !ID.test(id));
 if (invalid.length > 0) problems.push(`${input}: ${list(invalid, show)} not valid; ${ACCEPTED}`);
 return ids;
}

function isEmptyResult(text) {
 return [ "null", "undefined" ].includes(text.toLowerCase());
}

function arrayParts(value) {
 const array = parsed(value);
 return isArray(array) ? array.map(item => typeof item === "string" ? item.trim() : stringifyJson(item)) : void 0;
}

function parsed(text) {
 try {
  return parseJson(text);
 } catch {
  return;
 }
}

function list(ids, show) {
 const shown = ids.slice(0, MAX_SHOWN_IDS).map(show).join(", ");
 if (ids.length > MAX_SHOWN_IDS) return `${shown} and ${ids.length - MAX_SHOWN_IDS} more are`;
 return `${shown} ${ids.length === 1 ? "is" : "are"}`;
}

const UNITS = {
 ms: 1,
 s: 1e3,
 m: 6e4,
 h: 36e5,
 d: 864e5
}, MAX_DURATION_MS = 24 * 864e5;

function durationMs(text) {
 if (!/^(\d+(ms|[smhd]))+$/.test(text)) return;
 return [ ...text.matchAll(/(\d+)(ms|[smhd])/g) ].reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ""] ?? NaN), 0);
}

const duration = text => {
 if (/^\d+$/.test(text)) return invalid("a duration with a unit, such as 30s or 30m");
 const ms = durationMs(text);
 if (ms === void 0) return invalid("a duration such as 500ms, 90s, 45m or 1h30m");
 return ms > 0 && ms <= MAX_DURATION_MS ? valid(ms) : invalid("a duration of more than 0 and at most 24d");
}, parsers_boolean = text => {
 const word = text.toLowerCase();
 if (word === "true" || word === "1") return valid(true);
 return word === "false" || word === "0" ? valid(false) : invalid("true, false, 1 or 0");
}, count = text => /^\d{1,15}$/.test(text) ? valid(Number(text)) : invalid("a whole number, 0 or more"), allowance = text => {
 const [, whole, decimals = ""] = /^(\d{1,3})(?:\.(\d{1,15}))?\s*%$/.exec(text) ?? [];
 if (whole !== void 0) {
  const share = {
   numerator: BigInt(whole + decimals),
   denominator: 100n * 10n ** BigInt(decimals.length)
  };
  if (share.numerator <= share.denominator) return valid({
   type: "share",
   text,
   ...share
  });
 }
 const machines = count(text);
 return machines.type === "valid" ? valid({
  type: "machines",
  count: machines.value
 }) : invalid("a number of machines, or a share of them such as 5%");
}, oneOf = (...words) => text => {
 const value = words.find(word => word === text);
 return value === void 0 ? invalid(words.join(" or ")) : valid(value);
}, baseUrl = text => {
 const url = URL.canParse(text) ? new URL(text) : void 0;
 if (url === void 0 || ![ "http:", "https:" ].includes(url.protocol)) return invalid("an https URL");
 if (url.username !== "" || url.password !== "") return invalid("a URL without user info");
 if (url.search !== "" || url.hash !== "" || /[?#]/.test(text)) return invalid("a URL without query and fragment");
 if (url.protocol === "http:" && !isPlainHttpHost(url.hostname)) return invalid("https (http is only for localhost and 127.0.0.0/8)");
 return valid((url.origin + url.pathname).replace(/\/+$/, ""));
};

function isLoopback(host) {
 return isPlainHttpHost(host) || host === "[::1]";
}

function isPlainHttpHost(host) {
 return host === "localhost" || /^127(\.\d{1,3}){3}$/.test(host);
}

function valid(value) {
 return {
  type: "valid",
  value
 };
}

function invalid(accepts) {
 return {
  type: "invalid",
  accepts
 };
}

function readProxy(apiUrl, environment, problems) {
 const url = new URL(apiUrl);
 if (isLoopback(url.hostname) || isExcluded(url, environment)) return;
 const name = [ "https_proxy", "HTTPS_PROXY" ].find(variable => proxy_valueOf(environment, variable) !== "");
 if (name === void 0) return;
 const proxy = parseProxy(proxy_valueOf(environment, name));
 if (proxy === void 0) problems.push(`${name}: this variable is not valid; use an http or https URL of a proxy`);
 return proxy;
}

function parseProxy(text) {
 if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return;
 const proxy = new URL(text);
 try {
  decodeURIComponent(proxy.username + proxy.password);
 } catch {
  return;
 }
 return proxy;
}

function isExcluded(url, environment) {
 const entries = (proxy_valueOf(environment, "no_proxy") || proxy_valueOf(environment, "NO_PROXY")).split(/[\s,]+/).filter(entry => entry !== ""), host = url.hostname, forms = [ host, withoutBrackets(host), `${host}:${url.port === "" ? "443" : url.port}` ];
 return entries.some(entry => {
  const name = entry.toLowerCase();
  return name === "*" || forms.some(form => form === name || form.endsWith(`.${name.replace(/^\./, "")}`));
 });
}

function proxy_valueOf(environment, name) {
 return (environment[name] ?? "").trim();
}

const MAX_VALUE_LENGTH = 40;

function createFormatter(redact) {
 return text => quoteValue(redactText(text, redact));
}

function formatUrl(text, redact) {
 const url = redact(text).replace(/\s/g, ""), [, scheme = "", rest = ""] = /^([a-z][a-z0-9+.-]*:[/\\]+)?(.*)$/is.exec(url) ?? [];
 return quoteValue(scheme + redactUrls(`://${rest}`).slice("://".length));
}

function quoteValue(text) {
 const line = text.replace(/\s+/g, " "), characters = line.length > MAX_VALUE_LENGTH ? Array.from(line.slice(0, 2 * MAX_VALUE_LENGTH)) : [];
 return `"${characters.length > MAX_VALUE_LENGTH ? `${characters.slice(0, MAX_VALUE_LENGTH - 1).join("")}…` : line}"`;
}

const inputDefaults = {
 "api-url": "https://api.multiplay.co.uk",
 timeout: "1h",
 "stall-timeout": "",
 "outage-timeout": "5m",
 "min-poll-interval": "2s",
 "max-poll-interval": "60s",
 "max-jobfailed": "0",
 "allowed-failed-machines": "0",
 "on-squashed": "fail",
 "on-timeout": "fail",
 "fail-fast": "true",
 "install-mode": "poll",
 "job-retries": "0",
 summary: "true"
}, onlyFor = [ [ "mirroring", target => kindOf(target).isInstall === true ], [ "install-mode", target => kindOf(target).isInstall === true ], [ "job-retries", target => kindOf(target).retry !== void 0 ], [ "allowed-failed-machines", target => kindOf(target).isRollout === true ], [ "max-jobfailed", target => kindOf(target).isRollout !== true ], [ "on-squashed", target => kindOf(target).isRollout !== true ] ];

function readInputs(read, environment) {
 const reader = new Reader(read), targets = reader.targets(), draft = {
  targets,
  scope: {
   asid: reader.asid(),
   mirroring: reader.mirroring()
  },
  options: reader.options(),
  access: reader.access(environment),
  summary: reader.value("summary", parsers_boolean),
  ignoredInputs: ignoredInputs(read, targets)
 };
 if (reader.problems.length > 0) throw new InputError(reader.problems);
 return draft;
}

function wantsSummary(read) {
 const parsed = parsers_boolean(read("summary"));
 return parsed.type === "invalid" || parsed.value;
}

function publicInputs(read, redact) {
 const {"api-url": _, ...defaults} = inputDefaults, texts = [ ...jobKindNames.map(kind => jobKinds[kind].input), "mirroring", ...Object.keys(defaults) ].map(name => [ name, redactText(read(name), redact) ]);
 return Object.fromEntries(texts.filter(([, text]) => text !== ""));
}

class Reader {
 problems=[];
 read;
 redact;
 show;
 constructor(read) {
  this.read = read;
  this.redact = createRedactor(readSecrets(read));
  this.show = createFormatter(this.redact);
 }
 value(name, parse, show = this.show) {
  const text = this.read(name) || inputDefaults[name], parsed = parse(text);
  if (parsed.type === "valid") return parsed.value;
  this.problems.push(`${name}: ${show(text)} is not valid; use ${parsed.accepts}`);
  return;
 }
 targets() {
  const inputs = jobKindNames.map(kind => jobKinds[kind].input);
  if (inputs.every(input => this.read(input) === "")) this.problems.push(`nothing to wait for; use at least one of ${inputs.join(", ")}`);
  return jobKindNames.flatMap(kind => {
   const {input} = jobKinds[kind];
   return readIds(input, this.read(input), this.show, this.problems).map(id => ({
    kind,
    id
   }));
  });
 }
 asid() {
  const asid = this.read("accountserviceid"), isNeeded = this.read("bearer-token") === "" || this.read(jobKinds.rollout.input) !== "", accepted = "the account service ID (ASID) of the image";
  if (asid === "" && isNeeded) this.problems.push(emptyProblem("accountserviceid", accepted));
  const problem = `accountserviceid: ${this.show(asid)} is not valid`;
  if (isEmptyResult(asid)) this.problems.push(`${problem}; ${EMPTY_RESULT}`);
  if (/^\.+$/.test(asid)) this.problems.push(`${problem}; use ${accepted}`);
  return asid;
 }
 mirroring() {
  if (this.read(jobKinds.install.input) === "") return false;
  const text = this.read("mirroring"), parsed = parsers_boolean(text);
  if (parsed.type === "valid") return parsed.value;
  const problem = text === "" ? "mirroring is empty, but jobid requires it" : `mirroring: ${this.show(text)} is not valid`;
  this.problems.push(`${problem}; use true for mirror jobs, false for machine jobs`);
  return false;
 }
 options() {
  return {
   timeout: this.value("timeout", duration),
   stallTimeout: this.read("stall-timeout") === "" ? void 0 : this.value("stall-timeout", duration),
   outageTimeout: this.value("outage-timeout", duration),
   ...this.pollIntervals(),
   maxJobfailed: this.value("max-jobfailed", count),
   allowedFailedMachines: this.value("allowed-failed-machines", allowance),
   onSquashed: this.value("on-squashed", oneOf("fail", "pass")),
   onTimeout: this.value("on-timeout", oneOf("fail", "pass")),
   failFast: this.value("fail-fast", parsers_boolean),
   installMode: this.value("install-mode", oneOf("poll", "queue-once", "watch")),
   jobRetries: this.value("job-retries", count)
  };
 }
 access(environment) {
  const url = this.value("api-url", baseUrl, text => formatUrl(text, this.redact));
  return {
   url: url ?? "",
   proxy: url === void 0 ? void 0 : readProxy(url, environment, this.problems),
   authorization: readAuthorization(this.read, this.problems)
  };
 }
 pollIntervals() {
  const minPollInterval = this.value("min-poll-interval", duration), maxPollInterval = this.value("max-poll-interval", duration);
  if (minPollInterval !== void 0 && maxPollInterval !== void 0 && minPollInterval > maxPollInterval) {
   const [min, max] = [ "min-poll-interval", "max-poll-interval" ].map(name => this.show(this.read(name) || inputDefaults[name]));
   this.problems.push(`min-poll-interval: ${min} is not valid; use at most max-poll-interval, which is ${max}`);
  }
  return {
   minPollInterval,
   maxPollInterval
  };
 }
}

function ignoredInputs(read, targets) {
 const defaults = inputDefaults, isSet = name => read(name) !== "" && read(name) !== defaults[name];
 return onlyFor.filter(([name, applies]) => isSet(name) && !targets.some(applies)).map(([name]) => name);
}

function watchProcess({cancel, crash}) {
 const signals = [ "SIGINT", "SIGTERM", "SIGHUP" ];
 if (process.platform === "win32") signals.push("SIGBREAK");
 let isIgnoring = false;
 const onSignal = () => {
  if (isIgnoring) return;
  isIgnoring = true;
  cancel();
 }, onEmptyLoop = () => {
  crash(new Error("the event loop is empty although the step has not ended"));
 };
 for (const signal of signals) process.on(signal, onSignal);
 process.on("uncaughtException", crash);
 process.on("beforeExit", onEmptyLoop);
 return () => {
  isIgnoring = true;
  process.off("uncaughtException", crash);
  process.off("beforeExit", onEmptyLoop);
 };
}

function resultOf(ending) {
 switch (ending.type) {
 case "complete":
 case "inferred":
  return "complete";

 case "failed":
 case "failed-by-count":
 case "machines-failed":
 case "retry-refused":
  return "failed";

 case "squashed":
 case "stalled":
  return ending.type;

 case "fault":
 case "outage":
 case "never-listed":
 case "denied-and-missing":
 case "list-unreliable":
  return "error";
 }
}

function isSuccess(result, options) {
 switch (result) {
 case "complete":
  return true;

 case "squashed":
  return options.onSquashed === "pass";

 case "timed-out":
  return options.onTimeout === "pass";

 case "failed":
 case "stalled":
 case "cancelled":
 case "error":
  return false;
 }
}

function hasSucceeded(job, options) {
 return job.ending !== void 0 && isSuccess(resultOf(job.ending), options);
}

function hasFailed(job, options) {
 return job.ending !== void 0 && !hasSucceeded(job, options);
}

function decideOutcome(jobs, reason, options) {
 const outcomes = jobs.map(job => ({
  job,
  result: jobResult(job, reason)
 })), ended = jobs.filter(isEnded).toSorted(byEnd), failure = ended.find(job => hasFailed(job, options)), unfinished = jobs.find(job => job.ending === void 0), last = ended.at(-1);
 if (reason === "crashed") return {
  result: "error",
  deciding: failure ?? unfinished ?? last,
  jobs: outcomes
 };
 if (failure !== void 0) return {
  result: resultOf(failure.ending),
  deciding: failure,
  jobs: outcomes
 };
 if (unfinished !== void 0 && reason !== "finished") return {
  result: reason === "deadline" ? "timed-out" : "cancelled",
  deciding: unfinished,
  jobs: outcomes
 };
 return {
  result: ended.some(({ending}) => ending.type === "squashed") ? "squashed" : "complete",
  deciding: last,
  jobs: outcomes
 };
}

function byEnd(a, b) {
 const isStalled = ({ending}) => Number(ending.type === "stalled");
 return a.endedAt - b.endedAt || isStalled(a) - isStalled(b);
}

function isEnded(job) {
 return job.ending !== void 0 && job.endedAt !== void 0;
}

function jobResult(job, reason) {
 if (job.ending !== void 0) return resultOf(job.ending);
 if (job.phase === "blocked") return "pending";
 switch (reason) {
 case "deadline":
  return "timed-out";

 case "cancelled":
  return "cancelled";

 case "finished":
 case "crashed":
  return "pending";
 }
}

const SETTLE_TIME_MS = 6e4;

function judgeRollout(status, context) {
 const {rollout, received, minPollInterval} = context, {zeroPending, hasSeenPending} = rollout;
 if (exceedsAllowance(status, context.allowance)) return {
  type: "machines-failed"
 };
 if (zeroPending === void 0) return {
  type: "unfinished"
 };
 const confirmAt = zeroPending.since + (hasSeenPending ? minPollInterval : SETTLE_TIME_MS);
 return received.at >= confirmAt ? {
  type: "complete"
 } : {
  type: "unconfirmed",
  confirmAt
 };
}

function nextRolloutState(before, status, {at, date}) {
 const hasSeenPending = (before?.hasSeenPending ?? false) || status.pending > 0;
 return {
  first: before?.first ?? status,
  firstDate: before === void 0 ? date : before.firstDate,
  hasSeenPending,
  zeroPending: zeroPendingAfter(before, status, at)
 };
}

function zeroPendingAfter(before, status, at) {
 const total = countMachines(status);
 if (status.denial !== void 0 || status.pending !== 0 || total === 0) return;
 const since = before?.zeroPending;
 return since === void 0 || before?.hasSeenPending === true && since !== void 0 && total < since.total ? {
  since: at,
  total
 } : since;
}

function countMachines({pending, failed, completed}) {
 return pending + failed + completed;
}

function percentDone(status) {
 const total = countMachines(status);
 return total === 0 ? 0 : (status.failed + status.completed) / total * 100;
}

function exceedsAllowance(status, allowance) {
 switch (allowance.type) {
 case "machines":
  return status.failed > allowance.count;

 case "share":
  return BigInt(status.failed) * allowance.denominator > BigInt(countMachines(status)) * allowance.numerator;
 }
}

const ANSI = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]/g, CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, MAX_QUOTE_LENGTH = 500;

function sanitize(text) {
 return text.replace(ANSI, " ").replace(CONTROL, " ").replace(/:(?=:)/g, ": ").replace(/##\[/g, "## [");
}

function truncate(text, length) {
 const characters = text.length > length ? Array.from(text.slice(0, 2 * length + 2)) : [];
 return characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : text;
}

function quote(text) {
 return truncate(sanitize(text).trim(), MAX_QUOTE_LENGTH);
}

function truncateBytes(text, bytes) {
 const buffer = Buffer.from(text.slice(0, bytes + 1));
 if (buffer.length <= bytes) return text;
 let end = bytes;
 while (end > 0 && ((buffer[end] ?? 0) & 192) === 128) end -= 1;
 return buffer.toString("utf8", 0, end);
}

function formatDuration(ms) {
 if (Math.round(ms) < 1e3) return `${Math.round(ms)}ms`;
 if (ms < 1e4) return `${Math.round(ms / 100) / 10}s`;
 const seconds = Math.round(ms / 1e3);
 if (seconds < 60) return `${seconds}s`;
 const units = [ [ seconds / 86400, "d" ], [ seconds / 3600 % 24, "h" ], [ seconds / 60 % 60, "m" ], [ seconds % 60, "s" ] ], largest = units.findIndex(([count]) => count >= 1), parts = units.slice(largest, largest + 2).map(([count, unit]) => [ Math.floor(count), unit ]);
 return parts.flatMap(([count, unit]) => count > 0 ? [ `${count}${unit}` ] : []).join(" ");
}

function formatSeconds(ms) {
 return formatDuration(ms < 1e3 ? ms : Math.floor(ms / 1e3) * 1e3);
}

function formatElapsed(ms) {
 const seconds = Math.floor(ms / 1e3), [h, m, s] = [ Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60 ], two = count => String(count).padStart(2, "0");
 return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

function formatDate(ms) {
 return isoParts(ms)[0];
}

function formatTimeOfDay(ms) {
 return isoParts(ms)[1].slice(0, 8);
}

function formatDateTime(ms) {
 const date = formatDate(ms);
 return date === "" ? "" : `${date} ${formatTimeOfDay(ms)} UTC`;
}

function isoParts(ms = NaN) {
 const date = new Date(ms);
 if (Number.isNaN(date.getTime())) return [ "", "" ];
 const [day = "", time = ""] = date.toISOString().split("T");
 return [ day, time ];
}

function bar(percent) {
 const full = Math.floor(Math.min(100, Math.max(0, percent)) / 10);
 return "█".repeat(full) + "░".repeat(10 - full);
}

function plural(count, noun) {
 return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function withDetail(text, detail) {
 return detail === "" ? text : `${text}: ${detail}`;
}

function capitalize(text) {
 return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function joinSentences(...sentences) {
 return sentences.filter(text => text !== "").join(" ");
}

function sentence(text) {
 return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function fitLines(lines, length) {
 let room = length - lines.length;
 const shortestFirst = lines.map(line => line.length).toSorted((a, b) => a - b);
 for (const [index, own] of shortestFirst.entries()) {
  const share = Math.floor(room / (lines.length - index));
  if (own > share) return lines.map(line => truncate(line, share));
  room -= own;
 }
 return lines;
}

const MAX_ETA_DISTANCE_S = 30 * 86400, MAX_STATE_LENGTH = 60;

function nameOf({target}) {
 return `${kindOf(target).noun} ${target.id}`;
}

function subjectOf(job) {
 return capitalize(nameOf(job));
}

function shortNameOf({target}) {
 return `${target.kind} ${target.id}`;
}

function percentOf({lastResponse}) {
 return lastResponse?.status.type === "rollout" ? percentDone(lastResponse.status) : lastResponse?.status.progress;
}

function isUnqueued({phase, nextPollAt}) {
 return phase === "queue" && nextPollAt === void 0;
}

function formatPercent(percent) {
 return percent === void 0 ? "" : `${Math.floor(percent)}%`;
}

function failedAt(status) {
 const percent = status?.type === "job" ? formatPercent(status.progress) : "";
 return percent === "" ? "failed" : `failed at ${percent}`;
}

function stateText(job) {
 const {lastResponse} = job;
 if (lastResponse === void 0) return stateBeforeResponse(job);
 const {status} = lastResponse;
 if (status.type === "job") return status.stateName === "" ? "no state given" : truncate(status.stateName, MAX_STATE_LENGTH);
 const failed = status.failed > 0 ? `, ${status.failed} failed` : "";
 return `${status.completed} of ${plural(countMachines(status), "machine")} done${failed}`;
}

function failedMachines({lastResponse}) {
 if (lastResponse?.status.type !== "rollout" || lastResponse.status.failed === 0) return "";
 return `${lastResponse.status.failed} of ${plural(countMachines(lastResponse.status), "machine")} failed`;
}

function allowanceText({allowedFailedMachines: allowance}) {
 return allowance.type === "machines" ? String(allowance.count) : allowance.text;
}

function jobfailedOf({lastResponse}) {
 return lastResponse?.status.type === "job" ? String(lastResponse.status.jobfailed) : "";
}

function stateLabel(job) {
 const text = stateText(job);
 return text.startsWith("state ") ? text : `state ${text}`;
}

function progressText(job) {
 const state = quote(stateText(job)), percent = job.lastResponse?.status.type === "job" ? formatPercent(percentOf(job)) : "";
 return percent === "" ? state : `${state}, ${percent}`;
}

function machinesText(job, options) {
 const failed = failedMachines(job);
 return failed === "" || options === void 0 ? failed : `${failed} (${allowanceText(options)} allowed)`;
}

function joberrorOf({lastResponse}) {
 return lastResponse === void 0 ? "" : quote(errorText(lastResponse.fields));
}

function errorText({joberror}) {
 if (joberror === void 0 || joberror === null) return "";
 return typeof joberror === "string" ? joberror.trim() : stringifyJson(joberror);
}

function etaOf({lastResponse, ending}) {
 if (ending !== void 0 || lastResponse?.status.type !== "job") return;
 const {eta, state} = lastResponse.status, {date} = lastResponse;
 if (eta === void 0 || eta <= 0 || isFinished(state)) return;
 return date !== void 0 && Math.abs(eta - date) > MAX_ETA_DISTANCE_S ? void 0 : eta;
}

function unseenText({listing}) {
 return listing.wasUnreadable ? "in the install list, but its entry was never valid" : "never in the install list";
}

function stateBeforeResponse(job) {
 const {phase, ending, listing} = job;
 if (phase === "blocked") return "blocked by its versions";
 if (ending === void 0 && isUnqueued(job)) return "not queued";
 if (ending !== void 0) return listing.missing.lists > 0 && !listing.wasUnreadable ? "not listed" : "no valid response";
 if (listing.missing.lists === 0) return listing.wasListed ? "listed without a status" : "no response yet";
 return listing.wasListed || listing.wasUnreadable ? "no longer in the install list" : "not in the install list yet";
}

const CLANFORGE = "https://docs.unity.com/en-us/clanforge", links = {
 authentication: `${CLANFORGE}/api/topics/authentication`,
 diffReject: `${CLANFORGE}/api/endpoints/image-diff-reject`,
 errors: `${CLANFORGE}/legacy/error-message-reference`,
 installFailure: `${CLANFORGE}/legacy/game-image-installation-failure`,
 installList: `${CLANFORGE}/api/endpoints/image-install-status`,
 jobFields: `${CLANFORGE}/api/topics/image-job-fields`,
 jobStates: `${CLANFORGE}/api/topics/image-job-states`,
 permissions: `${CLANFORGE}/legacy/what-are-the-clanforge-api-permission-levels`,
 rolloutStatus: `${CLANFORGE}/api/endpoints/image-status`
};

function unlockAdvice(text) {
 if (/locked by diff/i.test(text)) return `Accept or reject the diff that locks the image, then start again: ${links.diffReject}`;
 return /locked by/i.test(text) ? "Wait until the job that locks the image has finished, then start again." : void 0;
}

function describeFault(error) {
 return withDetail(error.message, quote(error.detail));
}

function describeRefusal(error) {
 return error.type === "refusal" && error.detail !== "" ? quote(error.detail) : describeFault(error);
}

function describeDenial(text, {message}) {
 return withDetail(`${text} (success: false or error: true)`, quote(message));
}

function describeListDefect(defect) {
 switch (defect.type) {
 case "denied":
  return describeDenial("the install list was denied", defect);

 case "invalid-entry":
  return "the install list has an entry that is not an object";
 }
}

function describeBlocker(blocker) {
 return blocker.type === "listed" ? "installs of its versions are still listed" : describeListDefect(blocker);
}

function adviceFor({type, status, detail}) {
 const unlock = unlockAdvice(detail);
 if (unlock !== void 0) return unlock;
 switch (type) {
 case "certificate":
  return "Check api-url. If the server or a proxy uses a private CA, set NODE_EXTRA_CA_CERTS to the file of its certificate.";

 case "refusal":
  return `Check the ID and accountserviceid: the job must exist and belong to this ASID. Clanforge's errors: ${links.errors}`;

 case "status":
  return adviceForStatus(status ?? 0);

 case "too-large":
  return "The response exceeds the size limit of this action. Check api-url; if it is right, please report this.";

 case "invalid-response":
  return "Check api-url: the response does not look like one from the Clanforge API.";

 case "connect":
 case "network":
 case "timeout":
 case "aborted":
  return "Check api-url, the network and, if there is one, the proxy.";
 }
}

function adviceForStatus(status) {
 if (status === 401) return `Clanforge rejected the credentials. Check the secrets passed to access-key and secret-key, or to bearer-token: ${links.authentication}`;
 if (status === 403) return `Check that accountserviceid is right and that these credentials have access to it: ${links.permissions}`;
 if (status === 404) return "Check the ID and accountserviceid: the job must exist and belong to this ASID.";
 if (status === 429) return "Raise min-poll-interval, or start fewer steps at the same time.";
 if (status >= 300 && status < 400) return "Check api-url. Redirects are not followed, because they could send the credentials to another server.";
 return status === 408 || status >= 500 ? "The server or a gateway in front of it has a problem. Check api-url, or try again later." : "Check api-url and the ID.";
}

const resultIcons = {
 complete: "✅",
 squashed: "⚠️",
 failed: "❌",
 "timed-out": "⏰",
 stalled: "🧊",
 cancelled: "🚫",
 error: "❌",
 pending: "⏳"
}, WARNING_ICON = "⚠️";

function describeEnding(job, ending, options) {
 switch (ending.type) {
 case "complete":
  return {
   verdict: "complete",
   reason: completeReason(job, ending, options)
  };

 case "inferred":
  return {
   verdict: `${ending.wasListed ? "no longer" : "never"} in the install list; assumed complete`,
   reason: ""
  };

 case "failed":
  return {
   verdict: failedAt(job.lastResponse?.status),
   reason: joberrorOf(job)
  };

 case "failed-by-count":
  return {
   verdict: "failed",
   reason: withDetail(`jobfailed is ${jobfailedOf(job)} while ${quote(stateText(job))}`, joberrorOf(job))
  };

 case "machines-failed":
  return {
   verdict: "failed",
   reason: machinesText(job, options)
  };

 case "retry-refused":
  {
   const refusal = `re-run refused: ${describeRefusal(ending.error)}`, error = joberrorOf(job), reason = error === "" ? refusal : `${error}; ${refusal}`;
   return {
    verdict: failedAt(job.lastResponse?.status),
    reason
   };
  }

 case "squashed":
  return {
   verdict: "squashed",
   reason: ""
  };

 case "stalled":
  return {
   verdict: "stalled",
   reason: progressText(job)
  };

 case "fault":
 case "outage":
  return notTracked(describeFault(ending.error));

 case "never-listed":
  return notTracked(unseenText(job));

 case "list-unreliable":
  return notTracked(`not listed, and ${describeListDefect(ending.defect)}`);

 case "denied-and-missing":
  return notTracked(withDetail("no longer in the install list, and its last response was denied", quote(ending.message)));
 }
}

function notTracked(reason) {
 return {
  verdict: "could not be tracked",
  reason
 };
}

function completeReason(job, {isStateUnknown, failedBefore}, options) {
 if (isStateUnknown) return `100% in ${quote(stateLabel(job))}, which Clanforge does not document`;
 if (failedBefore > 0) return `it had failed before (jobfailed is ${failedBefore})`;
 return machinesText(job, options);
}

function hasCaveat(job) {
 const {ending} = job;
 if (ending?.type === "inferred") return true;
 return ending?.type === "complete" && (ending.isStateUnknown || failedMachines(job) !== "");
}

function markCaveat(job, text) {
 return hasCaveat(job) ? `${WARNING_ICON} ${text}` : text;
}

const MAX_NOTE_LENGTH = 200;

function noteOf(job, options) {
 const {ending} = job;
 return truncate(ending === void 0 ? unfinishedNote(job) : endingNote(job, ending, options), MAX_NOTE_LENGTH);
}

function isAwaitingRerun({lastResponse, ending}) {
 return ending === void 0 && lastResponse?.status.type === "job" && lastResponse.status.state === "failed";
}

function quietNote(job, at) {
 const {lastResponse, lastFault, ending, phase} = job;
 if (ending !== void 0 || phase === "blocked") return "";
 if (lastFault !== void 0) return `no valid response ${lastResponse === void 0 ? "yet" : `for ${formatDuration(at - lastResponse.receivedAt)}`}: ${truncate(describeFault(lastFault), MAX_NOTE_LENGTH)}`;
 const unchanged = unchangedFor(job);
 return unchanged < 1e3 ? "" : `no change for ${formatDuration(unchanged)}`;
}

function unchangedFor({lastResponse, lastFieldChangeAt, listing}) {
 return lastResponse === void 0 || lastFieldChangeAt === void 0 || listing.missing.since !== void 0 ? 0 : lastResponse.receivedAt - lastFieldChangeAt;
}

function quietTally(jobs, at) {
 const polled = jobs.filter(({ending, phase}) => ending === void 0 && phase !== "blocked"), failing = polled.filter(({lastFault}) => lastFault !== void 0).length;
 if (failing > 0) return `; no valid response for ${failing} of them`;
 const unchanged = Math.min(...polled.map(unchangedFor), ...jobs.map(({endedAt}) => at - (endedAt ?? -1 / 0)));
 return Number.isFinite(unchanged) && unchanged >= 1e3 ? `; no change for ${formatDuration(unchanged)}` : "";
}

function unfinishedNote(job) {
 const {lastResponse, confirmation, rollout} = job;
 if (lastResponse === void 0) return "";
 if (isAwaitingRerun(job)) return "waiting for the re-run to start";
 const {denial} = lastResponse.status;
 if (denial !== void 0) return describeDenial("response denied", denial);
 if (job.installsBlocker !== void 0) return describeBlocker(job.installsBlocker);
 if (job.phase === "installs") return "waiting for the install list";
 if (confirmation.unconfirmedSince !== void 0 || rollout?.zeroPending !== void 0) return "to be confirmed";
 const error = lastResponse.status.type === "job" && lastResponse.status.hasError ? joberrorOf(job) : "";
 return error === "" ? "" : `joberror: ${error}`;
}

function endingNote(job, ending, options) {
 const {verdict, reason} = describeEnding(job, ending, options);
 if (ending.type === "stalled") return verdict;
 const status = job.lastResponse?.status;
 return markCaveat(job, status?.type === "job" && status.state === resultOf(ending) ? reason : withDetail(verdict, reason));
}

function lastSeen(job, now) {
 if (job.lastResponse === void 0) return neverSeen(job);
 const age = now - job.lastResponse.receivedAt, ago = age < 1e3 ? "just now" : `${formatDuration(age)} ago`, error = isAwaitingRerun(job) ? joberrorOf(job) : "";
 return sentence(withDetail(`Last response, ${ago}: ${progressText(job)}`, error));
}

function neverSeen(job) {
 const {phase, listing} = job;
 if (phase === "blocked") return "It was blocked by the image versions of this step.";
 if (isUnqueued(job)) return "It was not queued.";
 if (listing.wasUnreadable) return "It was in the install list, but its entry was never valid.";
 if (listing.wasListed) return "It was in the install list, but without a status.";
 return listing.missing.lists > 0 ? "It was not in the install list." : "No valid response was received.";
}

function explainUnfinished(job) {
 const {lastFault, lastResponse} = job, eta = etaSentence(job);
 if (lastFault !== void 0) return {
  cause: joinSentences(eta, sentence(`The last request failed: ${describeFault(lastFault)}`)),
  advice: adviceFor(lastFault)
 };
 const rerun = isAwaitingRerun(job) && job.retries.used > 0 ? "A re-run was requested." : "", isDoubtful = lastResponse?.status.denial !== void 0 || (percentOf(job) ?? 0) >= 100;
 return {
  cause: joinSentences(rerun, eta, whyNotComplete(job)),
  advice: isDoubtful ? "Check the job in Clanforge." : "If the job needs longer, raise timeout."
 };
}

function whyNotComplete(job) {
 const {lastResponse, installsBlocker, listing, rollout} = job;
 if (lastResponse === void 0) return "";
 const {status} = lastResponse;
 if (status.denial !== void 0) return sentence(describeDenial("That response was denied", status.denial));
 if (installsBlocker !== void 0) return sentence(`No machine is pending, but ${describeBlocker(installsBlocker)}`);
 if (rollout?.zeroPending !== void 0) return "That no machine is pending was not confirmed.";
 if (listing.missing.since !== void 0) return "The job is missing from the install list, but not for long enough to be assumed complete.";
 return (percentOf(job) ?? 0) < 100 ? "" : whyNot100(job);
}

function whyNot100(job) {
 const {lastResponse, confirmation, retries} = job;
 if (confirmation.unconfirmedSince !== void 0) return "The 100% was not confirmed by another response.";
 if (lastResponse?.status.type !== "job") return "";
 const {state, hasError} = lastResponse.status, suspicion = "may be left over from an earlier run: no percentage below 100 was reported";
 if (confirmation.mayBeStale) return `The 100% ${suspicion} since the ${retries.used > 0 ? "re-run" : "queue call"}.`;
 if (hasNotStarted(state)) return `The 100% ${suspicion}, and the job has not started.`;
 return hasError ? sentence(withDetail("The 100% does not count in an unknown state with a joberror", joberrorOf(job))) : "";
}

function etaSentence(job) {
 const eta = etaOf(job), time = formatDateTime(eta === void 0 ? void 0 : eta * 1e3);
 return time === "" ? "" : `Clanforge's ETA: ${time}.`;
}

function explainEnding(job, ending, options, now) {
 const {cause, advice} = reasonFor(job, ending, options);
 if (cause === "") return {
  cause,
  advice
 };
 return {
  cause: joinSentences(cause, ending.type === "never-listed" && job.lastResponse === void 0 ? "" : lastSeen(job, now), ending.type === "stalled" ? whyNotComplete(job) : ""),
  advice
 };
}

function reasonFor(job, ending, options) {
 switch (ending.type) {
 case "complete":
 case "inferred":
  return {
   cause: "",
   advice: ""
  };

 case "failed":
  return explainFailure(job, options);

 case "retry-refused":
  return explainRefusedRetry(job, ending.error, options);

 case "failed-by-count":
  return explainCount(job);

 case "machines-failed":
  return explainMachines(job, options);

 case "squashed":
  return {
   cause: `${subjectOf(job)} was squashed, which usually means that another job replaced it.`,
   advice: `Wait for the job that replaced it, or set on-squashed: pass if this is expected: ${links.jobStates}`
  };

 case "stalled":
  return explainStall(job, options);

 case "fault":
  return {
   cause: untracked(job, describeFault(ending.error)),
   advice: adviceFor(ending.error)
  };

 case "outage":
  return explainOutage(job, ending.error, options);

 case "never-listed":
  return {
   cause: untracked(job, `it was ${unseenText(job)}`),
   advice: `Check jobid, mirroring and accountserviceid. An install that finished before the step started is not listed: ${links.installList}`
  };

 case "denied-and-missing":
  return explainDenied(job, ending.message);

 case "list-unreliable":
  return explainUnreliableList(job, ending.defect);
 }
}

function untracked(job, reason) {
 return sentence(`${subjectOf(job)} could not be tracked: ${reason}`);
}

function explainFailure(job, {jobRetries}) {
 const unlock = unlockAdvice(joberrorOf(job));
 if (unlock !== void 0) return {
  cause: failureOf(job),
  advice: unlock
 };
 const kind = kindOf(job.target), canRetry = kind.retry !== void 0 && jobRetries === 0, link = kind.isInstall === true ? links.installFailure : links.errors;
 return {
  cause: failureOf(job),
  advice: `${canRetry ? "Check the job in Clanforge, or set job-retries so that this step re-runs it" : "Check the job in Clanforge"}: ${link}`
 };
}

function failureOf(job) {
 const {used} = job.retries, after = used === 0 ? "" : `, after ${plural(used, "re-run")}`, failure = `${subjectOf(job)} ${failedAt(job.lastResponse?.status)}${after}`, error = joberrorOf(job);
 return error === "" ? `${failure}. Clanforge gave no reason (joberror is empty).` : sentence(`${failure}: ${error}`);
}

function explainRefusedRetry(job, error, options) {
 const {advice} = explainFailure(job, options);
 return {
  cause: joinSentences(failureOf(job), sentence(`Clanforge refused to re-run it: ${describeRefusal(error)}`)),
  advice: error.status === 401 || error.status === 403 ? adviceFor(error) : unlockAdvice(error.detail) ?? advice
 };
}

function explainCount(job) {
 const count = jobfailedOf(job), {lastResponse} = job, hint = lastResponse?.status.type === "job" && lastResponse.status.state === "squashed" ? "" : `; if this job was run again after a failure, set max-jobfailed to ${count}`, error = joberrorOf(job);
 return {
  cause: joinSentences(`${subjectOf(job)} failed: jobfailed is ${count} while ${quote(stateText(job))}${hint}.`, error === "" ? "" : sentence(`joberror: ${error}`)),
  advice: `Check the job in Clanforge: ${links.jobFields}`
 };
}

function explainMachines(job, options) {
 const before = job.rollout?.first.failed ?? 0;
 return {
  cause: joinSentences(`${subjectOf(job)} failed: ${failedMachines(job)} (allowed-failed-machines: ${allowanceText(options)}).`, before === 0 ? "" : sentence(alreadyFailed(before))),
  advice: `Check these machines in Clanforge, or raise allowed-failed-machines: ${links.rolloutStatus}`
 };
}

function alreadyFailed(machines) {
 return `${plural(machines, "machine")} had already failed at the first response`;
}

function explainStall(job, {stallTimeout = 0}) {
 const what = kindOf(job.target).isRollout === true ? "its counters have" : "its state, progress and jobupdated have";
 return {
  cause: `${subjectOf(job)} stalled: ${what} not changed for ${formatDuration(stallTimeout)} (stall-timeout).`,
  advice: "Check in Clanforge whether it hangs, or raise stall-timeout."
 };
}

function explainOutage(job, error, options) {
 const {outageTimeout} = options, {startedAt = 0, pausedFor = 0} = job.faultState.failedRequests ?? {};
 return {
  cause: untracked(job, `requests failed for ${`${(job.endedAt ?? 0) - startedAt - pausedFor > outageTimeout + 1e3 ? "more than " : ""}${formatDuration(outageTimeout)}`} (outage-timeout), most recently: ${describeFault(error)}`),
  advice: joinSentences(adviceFor(error), "To wait through longer outages, raise outage-timeout.")
 };
}

function explainUnreliableList(job, defect) {
 return {
  cause: untracked(job, `it is not listed, and ${describeListDefect(defect)}`),
  advice: `Check accountserviceid, and the install in Clanforge: ${links.installList}`
 };
}

function explainDenied(job, message) {
 return {
  cause: untracked(job, withDetail("it is no longer in the install list, and its last response was denied (success: false or error: true)", quote(message))),
  advice: "Check in Clanforge how the install ended."
 };
}

function isWaitSuccessful({outcome, options}) {
 return options !== void 0 && isSuccess(outcome.result, options);
}

const resultPhrases = {
 complete: "is complete",
 squashed: "was squashed",
 failed: "failed",
 "timed-out": "did not finish in time",
 stalled: "stalled",
 cancelled: "had not finished when the step was cancelled",
 error: "could not be tracked"
}, UNWRITTEN_ADVICE = "Check that the runner can write the file of GITHUB_OUTPUT: its disk may be full.";

function headline({outcome, options}) {
 const {jobs, result} = outcome;
 if (options === void 0) return "The inputs of this step are not valid";
 if (isCrash(outcome)) return "The step ended with an unexpected error";
 const [only, ...others] = jobs;
 if (only !== void 0 && others.length === 0) return `${subjectOf(only.job)} ${phraseOf(only.job, result, options)}`;
 return result === "complete" ? headlineOfComplete(outcome) : headlineOfMany(outcome);
}

function titleOf(report) {
 return isWaitSuccessful(report) ? "The outputs could not be written" : headline(report);
}

function verdictLine(report) {
 const {elapsed, requests} = report;
 return `${headline(report)}, after ${formatSeconds(elapsed)} and ${plural(requests, "request")}`;
}

function explain(report) {
 const {outcome, options} = report;
 if (options === void 0) return {
  cause: "",
  advice: "",
  rerun: "No request was sent."
 };
 const jobs = outcome.jobs.map(({job}) => job), {cause, advice} = explainResult(report, options), rerun = joinSentences(leftAlone(outcome), rerunAdvice(jobs, options));
 return {
  cause,
  advice: isWaitSuccessful(report) && report.problems.length > 0 ? UNWRITTEN_ADVICE : advice,
  rerun
 };
}

function isCrash({result, deciding}) {
 return result === "error" && (deciding?.ending === void 0 || resultOf(deciding.ending) !== "error");
}

function explainResult({outcome, now}, options) {
 const {deciding, result, jobs} = outcome;
 if (deciding === void 0 || isCrash(outcome)) return {
  cause: "",
  advice: ""
 };
 if (deciding.ending !== void 0) return explainEnding(deciding, deciding.ending, options, now);
 const isSingleJob = jobs.length === 1, first = `The first unfinished job is ${nameOf(deciding)}.`;
 if (result !== "timed-out") return {
  cause: joinSentences(isSingleJob ? `${subjectOf(deciding)} ${resultPhrases.cancelled}.` : first, lastSeen(deciding, now)),
  advice: ""
 };
 const timeout = formatDuration(options.timeout), passed = isSingleJob ? `${subjectOf(deciding)} did not finish within ${timeout} (timeout).` : `The timeout of ${timeout} passed. ${first}`, {cause, advice} = explainUnfinished(deciding);
 return {
  cause: joinSentences(passed, lastSeen(deciding, now), cause),
  advice
 };
}

function leftAlone({jobs, result}) {
 if (result === "complete" || result === "squashed") return "";
 const unfinished = jobs.filter(({job}) => !hasFinished(job)).length;
 if (unfinished === 0) return "";
 if (jobs.length === 1) return "The job was left alone in Clanforge.";
 return `The unfinished ${unfinished === 1 ? "job was" : "jobs were"} left alone in Clanforge.`;
}

function hasFinished({ending}) {
 return ending !== void 0 && ![ "stalled", "error" ].includes(resultOf(ending));
}

function rerunAdvice(jobs, {installMode, jobRetries}) {
 const installs = jobs.filter(({target}) => kindOf(target).isInstall === true);
 if (installs.length > 0 && installMode !== "watch") {
  const again = installs.some(isUnqueued) ? "" : " again";
  return `Re-running this step queues the ${installs.length === 1 ? "install" : "installs"}${again}.`;
 }
 return jobRetries > 0 && jobs.some(({target}) => kindOf(target).retry !== void 0) ? "Re-running this step is safe, but it may re-run a failed job (job-retries)." : "Re-running this step is safe (read-only).";
}

function phraseOf(job, result, options) {
 if (job.ending?.type === "inferred") return "is assumed complete";
 const machines = machinesText(job, options);
 return result === "complete" && machines !== "" ? `is complete, ${machines}` : resultPhrases[result];
}

function headlineOfComplete({jobs}) {
 const inferred = jobs.filter(({job}) => job.ending?.type === "inferred").length;
 return `All ${jobs.length} jobs are complete${inferred === 0 ? "" : ` (${inferred} assumed complete)`}`;
}

function headlineOfMany({jobs, result}) {
 const isUnfinished = result === "timed-out" || result === "cancelled", count = wanted => jobs.filter(job => job.result === wanted || isUnfinished && wanted === result && job.result === "pending").length, more = [ "failed", "squashed", "stalled", "error" ].filter(other => other !== result && count(other) > 0).map(other => `, ${count(other)} ${phraseFor(other, count(other))}`);
 return `${count(result)} of ${jobs.length} jobs ${phraseFor(result, count(result))}${more.join("")}`;
}

function phraseFor(result, count) {
 return result === "squashed" && count > 1 ? "were squashed" : resultPhrases[result];
}

function createAnnotation(report) {
 const {cause, advice, rerun} = explain(report), lines = [ firstLine(report, cause), ...problemLines(report), advice, rerun ];
 return {
  title: titleOf(report),
  lines: lines.filter(line => line !== "")
 };
}

function firstLine(report, cause) {
 return report.outcome.jobs.length === 1 && cause !== "" ? cause : joinSentences(`${headline(report)}${report.problems.length > 1 ? ":" : "."}`, cause);
}

function problemLines({problems}) {
 return problems.length > 1 ? problems.map(problem => `- ${sentence(problem)}`) : problems.map(sentence);
}

const MAX_PART_LENGTH = 3500, MAX_PARTS = 20;

function withDebugLog(get, {debug, elapsed}) {
 let requests = 0;
 return async (request, options) => {
  requests += 1;
  const number = requests, sent = elapsed(), write = result => {
   const record = {
    path: pathOf(request),
    sent,
    ended: elapsed(),
    ...result
   };
   writeRecord(debug, `exchange ${number}`, record);
  };
  try {
   const response = await get(request, options);
   write(responseRecord(response));
   return response;
  } catch (error) {
   write(errorRecord(error));
   throw error;
  }
 };
}

function writeRecord(debug, name, record) {
 for (const line of toLines(name, record)) debug(line);
}

function responseRecord({date, retryAfter, body}) {
 return {
  status: "2xx",
  date: date ?? null,
  retryAfter: retryAfter ?? null,
  body
 };
}

function errorRecord(error) {
 if (!(error instanceof ApiError)) return {
  error: String(error)
 };
 const {type, status, retryAfter, message, detail} = error;
 return {
  status: status ?? null,
  retryAfter: retryAfter ?? null,
  error: type,
  message,
  detail
 };
}

function pathOf({path, query}) {
 const {accountserviceid, ...rest} = query, parameters = new URLSearchParams(rest).toString(), hidden = path.replace(/\/project\/[^/]*/, "/project/***");
 return parameters === "" ? hidden : `${hidden}?${parameters}`;
}

function toLines(name, record) {
 const text = toAscii(stringify(record)), whole = Math.ceil(text.length / MAX_PART_LENGTH), parts = Array.from({
  length: Math.min(whole, MAX_PARTS)
 }, (_, index) => text.slice(index * MAX_PART_LENGTH, (index + 1) * MAX_PART_LENGTH)), place = index => whole === 1 ? "" : `, part ${index + 1} of ${whole}`, lines = parts.map((part, index) => `${name}${place(index)}: ${part}`);
 return whole > MAX_PARTS ? [ ...lines, `${name} is truncated: it has ${text.length} characters` ] : lines;
}

function stringify(record) {
 try {
  return stringifyJson(record);
 } catch {
  return stringifyJson({
   ...record,
   body: "nested too deeply to be written"
  });
 }
}

function toAscii(json) {
 return json.replace(/[^\u0020-\u007e]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`).replace(/:(?=:)/g, "\\u003a").replace(/##\[/g, "##\\u005b");
}

const MAX_NAMES = 20;

function listJobs(jobs) {
 const [only] = jobs;
 if (jobs.length === 1 && only !== void 0) return nameOf(only);
 return jobKindNames.flatMap(kind => {
  const ids = jobs.filter(({target}) => target.kind === kind).map(({target}) => target.id);
  return ids.length === 0 ? [] : [ `${jobKinds[kind].noun} ${listNames(ids)}` ];
 }).join("; ");
}

function listNames(names) {
 const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : "";
 return `${names.slice(0, MAX_NAMES).join(", ")}${more}`;
}

const FAULT_SPACING_MS = 1e4, MAX_FAULTS_IN_A_ROW = 3, MIN_OUTAGE_FAILURES = 2, initialFaults = {
 failedRequests: void 0,
 streak: void 0,
 hadResponse: false
}, faultsAfterResponse = {
 ...initialFaults,
 hadResponse: true
};

function judgeFault(before, request) {
 const faultClass = classify(request.error);
 switch (faultClass) {
 case "final":
  return {
   type: "fatal"
  };

 case "outage":
  return {
   type: "retry",
   faultState: failedRequestsAfter(before, request)
  };

 case "unauthorized":
  return before.hadResponse ? judgeStreak(before, faultClass, request) : {
   type: "fatal"
  };

 case "not-found":
  return judgeStreak(before, faultClass, request);
 }
}

function judgeCall(error) {
 if (error.type === "connect" || error.status === 429) return "not-arrived";
 switch (classify(error)) {
 case "outage":
  return "lost";

 case "not-found":
 case "unauthorized":
  return "refused";

 case "final":
  return (error.status ?? 0) >= 400 ? "refused" : "fatal";
 }
}

function outageEndsAt({failedRequests}, outageTimeout) {
 return isOutage(failedRequests) ? failedRequests.startedAt + failedRequests.pausedFor + outageTimeout : void 0;
}

function isOutage(requests) {
 return requests !== void 0 && requests.failures >= MIN_OUTAGE_FAILURES;
}

function countInARow({streak}) {
 return streak && {
  count: streak.count,
  limit: MAX_FAULTS_IN_A_ROW
 };
}

function classify({type, status = 0}) {
 if (type === "certificate") return "final";
 if (type === "refusal") return "not-found";
 if (type !== "status") return "outage";
 if (status === 404) return "not-found";
 if (status === 401 || status === 403) return "unauthorized";
 return status === 408 || status === 429 || status >= 500 ? "outage" : "final";
}

function failedRequestsAfter(before, {error, sentAt, retryAfter = 0}) {
 const first = {
  startedAt: sentAt,
  pausedFor: 0,
  failures: 0
 }, {startedAt, pausedFor, failures} = before.failedRequests ?? first, isResponse = error.status !== void 0 || error.type === "invalid-response" || error.type === "too-large";
 return {
  ...before,
  failedRequests: {
   startedAt,
   pausedFor: pausedFor + retryAfter,
   failures: failures + 1
  },
  streak: isResponse ? void 0 : before.streak
 };
}

function judgeStreak(before, faultClass, request) {
 const streak = streakAfter(before.streak, faultClass, request.at);
 if (streak.count >= MAX_FAULTS_IN_A_ROW) return {
  type: "fatal"
 };
 const spacing = Math.max(FAULT_SPACING_MS, request.minPollInterval, request.retryAfter ?? 0), {failedRequests} = before, paused = failedRequests && {
  ...failedRequests,
  pausedFor: failedRequests.pausedFor + spacing
 };
 return {
  type: "retry-spaced",
  faultState: {
   ...before,
   failedRequests: paused,
   streak
  },
  spacing
 };
}

function streakAfter(before, faultClass, at) {
 if (before?.faultClass !== faultClass) return {
  faultClass,
  count: 1,
  lastAt: at
 };
 return at - before.lastAt < FAULT_SPACING_MS ? before : {
  faultClass,
  count: before.count + 1,
  lastAt: at
 };
}

function isCall(phase) {
 return phase === "queue" || phase === "retry";
}

const MIN_ETA_SHIFT_S = 10, MAX_UNDATED_DISTANCE_S = 43200;

function timeLeft(job, at, shownEta) {
 const eta = etaOf(job), left = secondsToEta(job, at);
 if (eta === void 0) return "";
 const time = left === void 0 || Math.abs(left) > MAX_UNDATED_DISTANCE_S ? formatDateTime(eta * 1e3) : `${formatTimeOfDay(eta * 1e3)} UTC`, shown = hasMoved(eta, shownEta) && time !== "" ? `ETA ${time}${shift(eta, shownEta)}` : "";
 if (left === void 0) return shown;
 const text = left < 1 ? `ETA passed${passed(left)}` : `about ${formatRough(left)} left`;
 return shown === "" ? text : `${text} (${shown})`;
}

function hasMoved(eta, shownEta) {
 return shownEta === void 0 || Math.abs(eta - shownEta) >= MIN_ETA_SHIFT_S;
}

function secondsToEta(job, at) {
 const [eta, {lastResponse}] = [ etaOf(job), job ];
 if (eta === void 0 || lastResponse?.date === void 0) return;
 return eta - (lastResponse.date + (at - lastResponse.receivedAt) / 1e3);
}

function shift(eta, before) {
 if (before === void 0) return "";
 const moved = eta - before;
 return `, ${formatDuration(Math.abs(moved) * 1e3)} ${moved > 0 ? "later" : "earlier"}`;
}

function passed(left) {
 return left > -5 ? "" : ` ${formatRough(-left)} ago`;
}

function formatRough(seconds) {
 const step = seconds < 60 ? 5 : seconds < 300 ? 30 : 60;
 return formatDuration(Math.max(1, Math.round(seconds / step)) * step * 1e3);
}

const MAX_ROWS = 20, MANY_JOBS = 20;

function formatRow(job, {options, at, width, shownEta}) {
 const percent = percentOf(job), isSingleJob = width === 0, progress = percent === void 0 ? [ " ".repeat(10), "    " ] : [ bar(percent), formatPercent(percent).padStart(4) ];
 return [ shortNameOf(job).padEnd(width), ...percent === void 0 && isSingleJob ? [] : progress, stateText(job).padEnd(9), timeLeft(job, at, shownEta), noteOf(job, options) ].filter(column => column !== "").join("  ").trimEnd();
}

function tableHeight(jobs) {
 return Math.min(jobs, MAX_ROWS + 1);
}

function formatTable(jobs, hasChanged, context) {
 const unfinished = jobs.filter(({ending}) => ending === void 0), changedFirst = unfinished.toSorted((a, b) => Number(hasChanged(b)) - Number(hasChanged(a))), chosen = new Set(changedFirst.slice(0, MAX_ROWS)), rows = unfinished.filter(job => chosen.has(job)), width = Math.max(...rows.map(job => shortNameOf(job).length)), lines = rows.map(job => formatRow(job, {
  ...context,
  width,
  shownEta: etaOf(job)
 }));
 return unfinished.length > MAX_ROWS ? [ ...lines, `… and ${plural(unfinished.length - MAX_ROWS, "more unfinished job")}` ] : lines;
}

function formatTally(jobs) {
 const counts = new Map;
 for (const job of jobs) {
  const word = tallyWord(job);
  counts.set(word, (counts.get(word) ?? 0) + 1);
 }
 const parts = [ ...counts ].map(([word, count]) => `${count} ${word}`);
 return `${jobs.length} jobs: ${parts.join(", ")}`;
}

function tallyWord({ending, phase}) {
 if (ending === void 0) return phase === "blocked" ? "blocked" : "unfinished";
 if (ending.type === "inferred") return "assumed complete";
 const result = resultOf(ending);
 return result === "error" ? "could not be tracked" : result;
}

const MAX_LOGGED_FAULTS = 5, MAX_OUTAGE_WARNINGS = 5, noFaultsLogged = {
 failing: new Set,
 since: 1 / 0,
 logged: new Set,
 hasWarned: false,
 warnings: 0,
 inaccessible: new Set
};

function afterFailure(before, notice, context) {
 const {job, inARow, error} = notice, name = shortNameOf(job);
 if (inARow !== void 0) {
  const faults = {
   ...before,
   inaccessible: withName(before.inaccessible, name)
  };
  return context.jobCount <= MANY_JOBS || before.inaccessible.size === 0 ? {
   faults,
   line: retryLine(notice, context)
  } : {
   faults
  };
 }
 const isNew = !before.logged.has(error.message) && before.logged.size < MAX_LOGGED_FAULTS, faults = {
  ...before,
  failing: withName(before.failing, name),
  since: Math.min(before.since, job.faultState.failedRequests?.startedAt ?? notice.at),
  logged: isNew ? withName(before.logged, error.message) : before.logged
 }, update = isNew ? {
  faults,
  line: retryLine(notice, context)
 } : {
  faults
 };
 return nextRequest(notice, context) !== "none" && shouldWarn(faults, job) ? warn(update, notice, context) : update;
}

function afterRecovery(before, job, at) {
 const faults = removeJob(before, job);
 if (before.failing.size === 0 || faults.failing.size > 0) return {
  faults
 };
 return {
  faults,
  line: `Clanforge requests succeed again, after ${formatDuration(at - before.since)}`
 };
}

function removeJob(before, job) {
 const name = shortNameOf(job), [failing, inaccessible] = [ withoutName(before.failing, name), withoutName(before.inaccessible, name) ];
 return failing.size === 0 && before.failing.size > 0 ? {
  ...noFaultsLogged,
  warnings: before.warnings,
  inaccessible
 } : {
  ...before,
  failing,
  inaccessible
 };
}

function shouldWarn({hasWarned, warnings}, job) {
 return isOutage(job.faultState.failedRequests) && !hasWarned && warnings < MAX_OUTAGE_WARNINGS;
}

function warn(update, {at, error}, {outageTimeout, deadline}) {
 const {faults} = update, limit = at + outageTimeout < deadline ? `for up to ${formatDuration(outageTimeout)} (outage-timeout)` : "until the timeout";
 return {
  ...update,
  faults: {
   ...faults,
   hasWarned: true,
   warnings: faults.warnings + 1
  },
  warning: `Clanforge requests are failing (${describeFault(error)}). Retrying ${limit}.`
 };
}

function retryLine(notice, context) {
 const {job, error, inARow, lostCall} = notice, fault = error.status === 429 ? `Clanforge is limiting requests (${describeFault(error)})` : describeFault(error), count = inARow === void 0 ? "" : ` (${inARow.count} of ${inARow.limit})`, lost = lostCall === void 0 ? "" : `; the ${lostCall} call counts as made`;
 return `${shortNameOf(job)}: ${fault}${count}${lost}; ${nextRequestText(notice, context)}`;
}

function nextRequestText(notice, context) {
 const {job, error, retryIn, lostCall} = notice, [continuing, none] = lostCall === void 0 ? [ "retrying", "no retry" ] : [ "polling", "no poll" ];
 switch (nextRequest(notice, context)) {
 case "scheduled":
  {
   const isHonored = error.retryAfter !== void 0 && Math.abs(retryIn - error.retryAfter) < 1e3;
   return `${continuing} in ${formatDuration(retryIn)}${isHonored ? " (Retry-After)" : ""}`;
  }

 case "at-deadline":
  return `${continuing} at the timeout`;

 case "none":
  return `${none} before the timeout${isBlockedUntil(job, context.deadline) ? " (Retry-After)" : ""}`;
 }
}

function nextRequest({at, job, retryIn, lostCall}, {deadline, minPollInterval}) {
 if (at + retryIn <= (lostCall === "queue" ? deadline : deadline - minPollInterval)) return "scheduled";
 return isBlockedUntil(job, deadline) || isCall(job.phase) ? "none" : "at-deadline";
}

function isBlockedUntil({retryAfterUntil = 0}, deadline) {
 return retryAfterUntil > deadline;
}

function withName(names, name) {
 return names.has(name) ? names : new Set([ ...names, name ]);
}

function withoutName(names, name) {
 return names.has(name) ? new Set([ ...names ].filter(other => other !== name)) : names;
}

function createLogState(jobs, options, start) {
 const names = jobs.map(shortNameOf);
 return {
  options,
  start,
  entries: jobs.map(createEntry),
  positions: new Map(names.map((name, index) => [ name, index ])),
  width: jobs.length === 1 ? 0 : Math.max(0, ...names.map(name => name.length)),
  faults: noFaultsLogged,
  unknownStates: new Set,
  completed: [],
  lastCompletedAt: -1 / 0,
  lastLineAt: start,
  lastTableAt: -1 / 0
 };
}

function unchanged(state) {
 return {
  state,
  lines: [],
  warnings: []
 };
}

function jobsOf({entries}) {
 return entries.map(({job}) => job);
}

function entryOf({entries, positions}, job) {
 return entries[positions.get(shortNameOf(job)) ?? -1] ?? createEntry(job);
}

function createEntry(job) {
 return {
  job,
  shown: void 0,
  eta: void 0,
  isChanged: false
 };
}

function updateEntry(state, job, change) {
 const index = state.positions.get(shortNameOf(job));
 if (index === void 0) return state;
 return {
  ...state,
  entries: state.entries.with(index, {
   ...entryOf(state, job),
   job,
   ...change
  })
 };
}

function etaAfterRow({job, eta}) {
 const now = etaOf(job);
 return now !== void 0 && hasMoved(now, eta) ? now : eta;
}

function addLine(logged, at, text, below = []) {
 const {state} = logged, line = `${formatElapsed(at - state.start).padStart(8)}  ${text}`, more = below.map(row => `${" ".repeat(10)}${row}`);
 return {
  ...logged,
  state: {
   ...state,
   lastLineAt: at
  },
  lines: [ ...logged.lines, line, ...more ]
 };
}

const HEARTBEAT_INTERVAL_MS = 6e4, TABLE_MS_PER_ROW = 3e3, COMPLETED_LINE_INTERVAL_MS = 1e4, FIRST_TABLE_DELAY_MS = 3e3;

function showChange(logged, job, at) {
 const {state} = logged, entry = entryOf(state, job), shown = appearanceOf(job);
 if (entry.shown === shown) return logged;
 if (state.entries.length > 1) return {
  ...logged,
  state: updateEntry(state, job, {
   shown,
   isChanged: true
  })
 };
 const row = formatRow(job, {
  ...state,
  at,
  shownEta: entry.eta
 });
 return addLine({
  ...logged,
  state: updateEntry(state, job, {
   shown,
   eta: etaAfterRow(entry)
  })
 }, at, row);
}

function showEnding(before, job, at) {
 const state = updateEntry(before, job, {
  shown: appearanceOf(job),
  isChanged: false
 }), result = job.ending && resultOf(job.ending);
 if (state.entries.length === 1 && (result === "error" || result === "stalled")) return unchanged(state);
 if (state.entries.length > MANY_JOBS && isPlainlyComplete(job, state.options)) return flushCompleted(unchanged({
  ...state,
  completed: [ ...state.completed, job ]
 }), at, false);
 return addLine(unchanged(state), at, formatRow(job, {
  ...state,
  at,
  shownEta: void 0
 }));
}

function flushCompleted(logged, at, isLast) {
 const {completed, lastCompletedAt, options} = logged.state;
 if (completed.length === 0 || !isLast && at - lastCompletedAt < COMPLETED_LINE_INTERVAL_MS) return logged;
 let flushed = {
  ...logged,
  state: {
   ...logged.state,
   completed: [],
   lastCompletedAt: at
  }
 };
 for (const [title, jobs] of Map.groupBy(completed, job => completedTitle(job, options))) flushed = addLine(flushed, at, `${title}: ${jobs.map(shortNameOf).join(", ")}`);
 return flushed;
}

function isPlainlyComplete(job, options) {
 const {ending} = job;
 if (ending?.type === "inferred") return true;
 return ending?.type === "complete" && describeEnding(job, ending, options).reason === "";
}

function completedTitle(job, options) {
 const {ending} = job;
 return ending === void 0 ? "" : markCaveat(job, capitalize(describeEnding(job, ending, options).verdict));
}

function flushTable(logged, at, isLast) {
 const {state} = logged;
 if (!state.entries.some(({isChanged}) => isChanged)) return logged;
 const jobs = jobsOf(state), unfinished = jobs.filter(({ending}) => ending === void 0).length, isTime = at - state.lastTableAt >= TABLE_MS_PER_ROW * tableHeight(unfinished) && !isTooEarly(state, at);
 if (!isLast && !isTime) return logged;
 const rows = formatTable(jobs, job => entryOf(state, job).isChanged, {
  ...state,
  at
 }), entries = state.entries.map(entry => ({
  ...entry,
  isChanged: false
 }));
 return addLine({
  ...logged,
  state: {
   ...state,
   entries,
   lastTableAt: at
  }
 }, at, formatTally(jobs), rows);
}

function heartbeat(logged, at) {
 const {state} = logged;
 if (at - state.lastLineAt < HEARTBEAT_INTERVAL_MS) return logged;
 const [only, ...others] = state.entries;
 if (only === void 0) return logged;
 if (others.length > 0) return addLine(logged, at, formatTally(jobsOf(state)) + quietTally(jobsOf(state), at));
 const note = quietNote(only.job, at), row = formatRow(only.job, {
  ...state,
  at,
  shownEta: only.eta
 }), quiet = note === "" ? row : `${row}  (${note})`;
 return addLine({
  ...logged,
  state: updateEntry(state, only.job, {
   eta: etaAfterRow(only)
  })
 }, at, quiet);
}

function isTooEarly({start, entries}, at) {
 const isWaiting = ({lastResponse, phase, ending}) => lastResponse === void 0 && phase !== "blocked" && ending === void 0;
 return at - start < FIRST_TABLE_DELAY_MS && entries.some(({job}) => isWaiting(job));
}

function appearanceOf(job) {
 const {lastResponse, ending} = job, percent = Math.floor(percentOf(job) ?? -1), hasError = lastResponse?.status.type === "job" && lastResponse.status.hasError, isDenied = lastResponse?.status.denial !== void 0;
 return [ stateText(job), percent, hasError, isDenied, ending?.type ].join("/");
}

function finalWarnings(report) {
 const jobs = report.outcome.jobs.map(({job}) => job);
 return [ inferredWarning(jobs), unknownWarning(jobs), timeoutWarning(report) ].filter(warning => warning !== "");
}

function inferredWarning(jobs) {
 const inferred = jobs.filter(({ending}) => ending?.type === "inferred");
 if (inferred.length === 0) return "";
 return `Assumed complete because missing from the install list. ${`The API does not report how such a job ended (${links.installList})`}. Check in Clanforge: ${namesOf(inferred)}`;
}

function unknownWarning(jobs) {
 const unknown = jobs.filter(({ending}) => ending?.type === "complete" && ending.isStateUnknown);
 if (unknown.length === 0) return "";
 const names = unknown.map(job => `${shortNameOf(job)} in ${quote(stateLabel(job))}`).join(", ");
 return `Complete because of jobprogress, in a state that Clanforge does not document (${links.jobStates}): ${names}`;
}

function namesOf(jobs) {
 return jobs.map(shortNameOf).join(", ");
}

function timeoutWarning({outcome, options, problems}) {
 if (outcome.result !== "timed-out" || options?.onTimeout !== "pass") return "";
 if (problems.length > 0) return "";
 const unfinished = outcome.jobs.filter(({job}) => job.ending === void 0).map(({job}) => shortNameOf(job));
 return `${`The timeout of ${formatDuration(options.timeout)} passed`} before ${plural(unfinished.length, "job")} finished: ${listNames(unfinished)}. The step succeeds because of on-timeout: pass. ${unfinished.length === 1 ? "The job was" : "The jobs were"} left alone in Clanforge.`;
}

const MAX_UPDATE_LEAD_S = 600, noPrediction = {
 serverTime: void 0,
 anchor: void 0
};

function predict(before, hints, at) {
 const clock = serverClock(before, hints, at), anchor = nextAnchor(before.anchor, hints, clock);
 return {
  prediction: {
   serverTime: clock === void 0 ? void 0 : {
    seconds: clock,
    at
   },
   anchor
  },
  secondsLeft: secondsLeft(hints, anchor, clock)
 };
}

function serverClock({serverTime}, hints, at) {
 const continued = serverTime && serverTime.seconds + (at - serverTime.at) / 1e3;
 return latest([ finite(hints.date), believedUpdate(hints), continued ]);
}

function believedUpdate(hints) {
 const [updated, date] = [ finite(hints.updated), finite(hints.date) ];
 return updated !== void 0 && date !== void 0 && updated > date + MAX_UPDATE_LEAD_S ? void 0 : updated;
}

function nextAnchor(before, hints, clock) {
 const [progress, start, eta] = [ finite(hints.progress), finite(hints.start), finite(hints.eta) ], isSame = before !== void 0 && progress === before.progress && start === before.start;
 if (isSame && (eta === void 0 || before.eta !== void 0)) return before;
 const updated = believedUpdate(hints);
 return {
  progress,
  start,
  eta,
  updated,
  clock,
  since: isSame ? before.since : updated !== void 0 && updated > (before?.updated ?? -1 / 0) ? updated : clock
 };
}

function secondsLeft(hints, anchor, clock) {
 if (clock === void 0) return;
 const byEta = secondsLeftByEta(finite(hints.eta), anchor, clock), byProgress = secondsLeftByProgress(anchor, clock);
 if (byEta === void 0 || byProgress === void 0) return byEta ?? byProgress;
 return Math.abs(byProgress) < Math.abs(byEta) ? byProgress : byEta;
}

function secondsLeftByEta(eta, anchor, clock) {
 if (eta === void 0) return;
 return eta - (anchor.eta ?? eta) > (clock - (anchor.clock ?? clock)) / 2 ? void 0 : finite(eta - clock);
}

function secondsLeftByProgress({progress, start, since}, clock) {
 if (progress === void 0 || start === void 0 || since === void 0) return;
 if (progress <= 0 || since <= start) return;
 return finite((since - start) * (99.5 - progress) / (progress + .5) - (clock - since));
}

function finite(value) {
 return value !== void 0 && Number.isFinite(value) ? value : void 0;
}

function latest(timestamps) {
 const given = timestamps.filter(timestamp => timestamp !== void 0);
 return given.length === 0 ? void 0 : Math.max(...given);
}

const LAMBDA_S = 1, STEADY_WAIT_MS = 18500, MAX_WAIT_SHARE = .01, BLIND_INTERVAL_MS = 1e4, SPARE_POLLS = 9, MAX_DELAY_MS = 24 * 864e5;

function startSchedule(now) {
 return {
  firstAt: now,
  polls: 0,
  failures: 0,
  prediction: noPrediction
 };
}

function delayAfterResponse(before, hints, {at, random}, intervals) {
 const {prediction, secondsLeft: left} = predict(before.prediction, hints, at), schedule = {
  ...before,
  polls: before.polls + 1,
  failures: 0,
  prediction
 }, [blind, elapsed] = [ blindInterval(intervals), at - before.firstAt ], best = left === void 0 ? 1 / 0 : 1e3 * Math.sqrt(2 * LAMBDA_S * Math.abs(left)), longest = longestWait(hints.hasStarted, left, elapsed, blind);
 return {
  delay: clamp(Math.max(Math.min(best, longest, Math.max(blind, elapsed)), shortestWait(schedule, at, intervals)) * (.95 + .1 * random), intervals.min, intervals.max),
  schedule
 };
}

function delayAfterFailure(before, isTooManyRequests, {at, random}, intervals) {
 const schedule = {
  ...before,
  polls: before.polls + 1,
  failures: before.failures + 1
 };
 return {
  delay: clamp((isTooManyRequests ? blindInterval(intervals) : intervals.min) * 2 ** before.failures * (1 + random / 2), shortestWait(schedule, at, intervals), intervals.max),
  schedule
 };
}

function delayForRetryAfter(schedule, retryAfter, at, intervals) {
 return Math.max(shortestWait(schedule, at, intervals), Math.min(retryAfter, MAX_DELAY_MS));
}

function longestWait(hasStarted, left, elapsed, blind) {
 if (!hasStarted) return 1.5 * blind;
 if (left === void 0 || left <= 0) return blind;
 return Math.max(blind, STEADY_WAIT_MS, MAX_WAIT_SHARE * (elapsed + 1e3 * left));
}

function shortestWait({polls, firstAt}, at, intervals) {
 const blind = blindInterval(intervals);
 return polls >= SPARE_POLLS + (at - firstAt) / blind ? blind : intervals.min;
}

function blindInterval({min, max}) {
 return clamp(BLIND_INTERVAL_MS, min, max);
}

function clamp(value, low, high) {
 return Math.min(high, Math.max(low, value));
}

function scheduleFirstRequest(at) {
 return {
  nextPollAt: at,
  notBefore: -1 / 0,
  retryAfterUntil: void 0,
  schedule: startSchedule(at ?? 0)
 };
}

function unschedule() {
 return {
  nextPollAt: void 0
 };
}

function scheduleAt(at) {
 return {
  nextPollAt: at
 };
}

function scheduleAfterSending({polls, schedule}, at) {
 return {
  schedule: polls === 0 ? startSchedule(at) : schedule
 };
}

function scheduleAfterResponse(job, arrival, options, latest = 1 / 0) {
 const {at, date, retryAfter} = arrival, intervals = intervalsOf(options), scheduled = delayAfterResponse(job.schedule, {
  ...hintsOf(job),
  date
 }, arrival, intervals), schedule = job.nextPollAt !== void 0 && at < job.nextPollAt ? {
  ...scheduled.schedule,
  polls: job.schedule.polls
 } : scheduled.schedule;
 return {
  nextPollAt: at + (retryAfter === void 0 ? Math.max(intervals.min, Math.min(scheduled.delay, latest - at)) : delayForRetryAfter(schedule, retryAfter, at, intervals)),
  ...blockedAfter(arrival, intervals.min),
  schedule
 };
}

function scheduleAfterFailure(job, error, arrival, options, spacing) {
 const {at, retryAfter} = arrival, intervals = intervalsOf(options), {delay, schedule} = delayAfterFailure(job.schedule, error.status === 429, arrival, intervals), requested = retryAfter === void 0 ? void 0 : delayForRetryAfter(schedule, retryAfter, at, intervals), nextPollAt = at + Math.max(intervals.min, spacing ?? requested ?? delay);
 return {
  nextPollAt: spacing !== void 0 || requested !== void 0 ? nextPollAt : Math.min(nextPollAt, lastChance(job, at, options)),
  ...blockedAfter(arrival, intervals.min),
  schedule
 };
}

function scheduleRetryCall(arrival, options) {
 const blocked = blockedAfter(arrival, options.minPollInterval);
 return {
  ...blocked,
  nextPollAt: blocked.notBefore
 };
}

function scheduleAfterQueueCall(before, after) {
 return {
  notBefore: Math.max(before.notBefore, after.retryAfterUntil ?? -1 / 0)
 };
}

function scheduleImmediately(arrival) {
 const blocked = blockedAfter(arrival, 0);
 return {
  ...blocked,
  nextPollAt: blocked.notBefore
 };
}

function listPollAt(jobs) {
 const scheduled = jobs.flatMap(({nextPollAt}) => nextPollAt ?? []);
 return jobs.reduce((latest, {notBefore}) => Math.max(latest, notBefore), Math.min(...scheduled));
}

function blockedAfter({at, retryAfter}, least) {
 return {
  notBefore: at + Math.max(least, retryAfter ?? 0),
  retryAfterUntil: retryAfter === void 0 ? void 0 : at + retryAfter
 };
}

function lastChance(job, at, options) {
 const endsAt = outageEndsAt(job.faultState, options.outageTimeout) ?? 1 / 0;
 return Math.max(at + options.minPollInterval, endsAt - options.minPollInterval);
}

function intervalsOf({minPollInterval, maxPollInterval}) {
 return {
  min: minPollInterval,
  max: maxPollInterval
 };
}

function hintsOf({lastResponse, rollout}) {
 if (lastResponse === void 0) return {
  hasStarted: false
 };
 const {status} = lastResponse;
 if (status.type === "job") {
  const {state, progress, eta, start, updated} = status;
  return {
   hasStarted: !hasNotStarted(state),
   progress,
   eta,
   start,
   updated
  };
 }
 const [before, done] = [ percentDone(rollout?.first ?? status), percentDone(status) ];
 return {
  hasStarted: true,
  progress: before < 100 ? (done - before) / (100 - before) * 100 : 0,
  start: rollout?.firstDate
 };
}

function readJobResponse(target, body) {
 const {idField, input, read} = kindOf(target), object = asObject(body);
 if (object === void 0) throw invalidResponse("it is not a JSON object");
 const status = read(object);
 if (status === void 0) throw refusalOf(object) ?? invalidResponse("it has none of the expected fields");
 const id = idField === void 0 ? void 0 : toPresent(object[idField]);
 if (id !== void 0 && toNumber(id) !== 0 && !isId(id, target.id)) throw invalidResponse(`it is about another ${input}`);
 return {
  status,
  fields: writableFields(object)
 };
}

function readInstallList(body) {
 const object = asObject(body);
 if (object === void 0) throw invalidResponse("it is not a JSON object");
 const {installs} = object;
 if (!isArray(installs)) throw refusalOf(object) ?? invalidResponse("it has no list of installs");
 const denial = readDenial(object), entries = installs.map(asObject).filter(entry => entry !== void 0);
 return {
  installs: entries.map(entry => readEntry(entry, denial)),
  defect: defectOf(denial, entries.length === installs.length)
 };
}

function defectOf(denial, hasOnlyObjects) {
 if (denial !== void 0) return {
  type: "denied",
  message: denial.message
 };
 return hasOnlyObjects ? void 0 : {
  type: "invalid-entry"
 };
}

function refusal(denial) {
 return new ApiError("refusal", "Clanforge refused the request", {
  detail: denial.message
 });
}

function readEntry(entry, listDenial) {
 return {
  jobid: toId(entry["jobid"]),
  mirroring: toBoolean(entry["mirroring"]),
  targetVersion: toId(entry["target_imageversionid"]),
  content: readEntryContent(entry, listDenial)
 };
}

function readEntryContent(entry, listDenial) {
 try {
  const status = readJobStatus(entry);
  if (status === void 0) return {
   type: "no-fields"
  };
  const denial = status.denial ?? listDenial;
  return {
   type: "response",
   response: {
    status: {
     ...status,
     denial
    },
    fields: writableFields(entry)
   }
  };
 } catch (error) {
  if (error instanceof ApiError) return {
   type: "invalid",
   error
  };
  throw error;
 }
}

function writableFields(body) {
 const fields = pickFields(body);
 try {
  stringifyJson(fields);
 } catch (cause) {
  throw invalidResponse("it is nested too deeply", cause);
 }
 return fields;
}

function refusalOf(body) {
 const denial = readDenial(body);
 return denial && refusal(denial);
}

const LIST_KEY = "list";

function keyOf({target, phase}) {
 return phase === "list" ? LIST_KEY : `${target.kind} ${target.id}`;
}

function requests_nextRequest(job, scope) {
 const {target, phase} = job;
 if (phase === "blocked") throw new Error("A blocked job has no request");
 return {
  key: keyOf(job),
  phase,
  request: requestOf(target, phase, scope)
 };
}

function requestOf(target, phase, scope) {
 const {retry, status} = kindOf(target);
 switch (phase) {
 case "list":
 case "installs":
  return installListRequest(scope);

 case "retry":
  if (retry === void 0) throw new Error(`A job of the kind ${target.kind} cannot be re-run`);
  return retry(target.id, scope);

 case "queue":
 case "status":
  return status(target.id, scope);
 }
}

function toEvents(phase, jobs, result, arrival, context) {
 try {
  if (result instanceof ApiError) return jobs.map(() => failure(phase, result, arrival));
  return responses(phase, jobs, result.body, arrival, context);
 } catch (error) {
  if (!(error instanceof ApiError)) throw error;
  return jobs.map(() => failure(phase, error, arrival));
 }
}

function responses(phase, jobs, body, arrival, context) {
 const [first] = jobs;
 if (first === void 0) return [];
 switch (phase) {
 case "list":
  return listEvents(jobs, readInstallList(body), arrival, context.scope);

 case "installs":
  return [ {
   type: "installs-checked",
   blocker: blockerIn(readInstallList(body), context),
   arrival
  } ];

 case "queue":
 case "retry":
  return [ callEvent(first, body, arrival) ];

 case "status":
  return [ {
   type: "response",
   response: readJobResponse(first.target, body),
   arrival
  } ];
 }
}

function callEvent({target}, body, arrival) {
 const response = readJobResponse(target, body), {denial} = response.status;
 return denial === void 0 ? {
  type: "call-made",
  response,
  arrival
 } : {
  type: "call-refused",
  error: refusal(denial),
  response,
  arrival
 };
}

function failure(phase, error, arrival) {
 return isCall(phase) && judgeCall(error) === "refused" ? {
  type: "call-refused",
  error,
  response: void 0,
  arrival
 } : {
  type: "request-failed",
  error,
  arrival
 };
}

function listEvents(jobs, list, arrival, {mirroring}) {
 const byId = Map.groupBy(list.installs, ({jobid}) => jobid);
 return jobs.map(({target}) => {
  const entries = byId.get(target.id) ?? [], entry = entries.find(listed => listed.mirroring === mirroring) ?? entries.find(listed => listed.mirroring === void 0);
  return entry === void 0 ? {
   type: "not-listed",
   defect: list.defect,
   arrival
  } : {
   type: "listed",
   content: entry.content,
   arrival
  };
 });
}

function blockerIn({installs, defect}, {versions}) {
 return installs.some(install => install.targetVersion !== void 0 && versions.includes(install.targetVersion) && !isFinishedInstall(install)) ? {
  type: "listed"
 } : defect;
}

function isFinishedInstall({content}) {
 if (content.type !== "response") return false;
 const {status} = content.response;
 return status.type === "job" && isFinished(status.state);
}

const MAX_IN_FLIGHT = 8, MAX_STARTS_PER_WINDOW = 5, WINDOW_MS = 1100;

class RequestQueue {
 limits;
 scope;
 inFlight=new Map;
 starts=[];
 lastEnds=new Map;
 finalPolled=new Set;
 busy=new Set;
 limitedAt=-1 / 0;
 constructor(limits, scope) {
  this.limits = limits;
  this.scope = scope;
 }
 take(jobs, now) {
  const next = this.earliest(jobs, now);
  if (next === void 0 || next.at > now) return;
  if (this.mayStart(now)) return next;
  this.limitedAt = now;
  return;
 }
 start(request, now) {
  this.inFlight.set(request.key, request);
  this.starts.push(now);
  if (this.starts.length > MAX_STARTS_PER_WINDOW) this.starts.shift();
  for (const index of request.jobIndexes) this.busy.add(index);
  const wasDelayed = this.limitedAt >= request.at, {deadline, maxPollInterval} = this.limits, lastEnd = this.lastEnds.get(request.key) ?? now;
  return wasDelayed && now - lastEnd > maxPollInterval && now < deadline && !(request.at - lastEnd > maxPollInterval) ? now - lastEnd : void 0;
 }
 end(request, jobs, now) {
  this.inFlight.delete(request.key);
  for (const index of request.jobIndexes) this.busy.delete(index);
  this.lastEnds.set(request.key, now);
  if (now < this.limits.deadline) return;
  for (const index of request.jobIndexes) {
   const job = jobs[index];
   if (!(job?.nextPollAt !== void 0 && job.nextPollAt <= now && job.phase !== request.phase)) this.finalPolled.add(index);
  }
 }
 isInFlight(index) {
  return this.busy.has(index);
 }
 requestsInFlight() {
  return [ ...this.inFlight.values() ];
 }
 nextStartAt(jobs, now) {
  const next = this.earliest(jobs, now);
  if (next === void 0 || this.inFlight.size >= MAX_IN_FLIGHT) return 1 / 0;
  return now >= this.limits.deadline ? next.at : Math.max(next.at, this.rateLimitedUntil());
 }
 mayStart(now) {
  const isWithinRate = now >= this.limits.deadline || this.rateLimitedUntil() <= now;
  return this.inFlight.size < MAX_IN_FLIGHT && isWithinRate;
 }
 rateLimitedUntil() {
  const first = this.starts.length < MAX_STARTS_PER_WINDOW ? void 0 : this.starts[0];
  return first === void 0 ? -1 / 0 : first + WINDOW_MS;
 }
 earliest(jobs, now) {
  let [first, firstAt] = [ -1, 1 / 0 ];
  const listed = [];
  jobs.forEach((job, index) => {
   if (job.nextPollAt === void 0 || this.busy.has(index) || !this.mayPoll(index, job, now)) return;
   if (job.phase === "list") {
    listed.push(index);
    return;
   }
   const at = this.startAt(Math.max(job.nextPollAt, job.notBefore), job, now);
   if (at < firstAt) [first, firstAt] = [ index, at ];
  });
  const list = this.plannedList(jobs, listed, now);
  if (list !== void 0 && list.at < firstAt) return list;
  const job = jobs[first];
  return job && {
   ...requests_nextRequest(job, this.scope),
   jobIndexes: [ first ],
   at: firstAt
  };
 }
 plannedList(jobs, listed, now) {
  const sharing = listed.flatMap(index => jobs[index] ?? []), [job] = sharing;
  if (job === void 0 || this.inFlight.has(LIST_KEY)) return;
  return {
   ...requests_nextRequest(job, this.scope),
   jobIndexes: listed,
   at: this.startAt(listPollAt(sharing), job, now)
  };
 }
 mayPoll(index, job, now) {
  const {deadline} = this.limits;
  if (now < deadline) return true;
  return !this.finalPolled.has(index) && (job.retryAfterUntil ?? deadline) <= deadline;
 }
 startAt(scheduled, job, now) {
  const {deadline, minPollInterval} = this.limits;
  if (now >= deadline) return deadline;
  return scheduled > deadline - minPollInterval && this.lastEnds.has(keyOf(job)) || scheduled > deadline ? 1 / 0 : scheduled;
 }
}

const MAX_UNKNOWN_STATES = 20;

function startLog({jobs, options, start, ignoredInputs}) {
 const {timeout, minPollInterval, maxPollInterval} = options, [min, max] = [ formatDuration(minPollInterval), formatDuration(maxPollInterval) ], lines = [ `Waiting for ${listJobs(jobs)} for up to ${formatDuration(timeout)}, polling every ${min === max ? min : `${min} to ${max}`}`, ...blockedLines(jobs), ...ignoredInputs.length > 0 ? [ `Inputs without effect in this step: ${ignoredInputs.join(", ")}` ] : [] ];
 return {
  ...unchanged(createLogState(jobs, options, start)),
  lines
 };
}

function logNotice(before, notice) {
 if (notice.type === "rate-limited") return addLine(unchanged(before), notice.at, rateLimitText(notice.interval));
 const {job, at} = notice, state = updateEntry(before, job, {}), addText = text => addLine(unchanged(state), at, `${shortNameOf(job)}: ${text}`);
 switch (notice.type) {
 case "response":
  return logResponse(state, notice);

 case "not-listed":
  return showChange(logRecovery(state, job, at), job, at);

 case "request-failed":
  {
   const {options, entries, start, faults} = state, context = {
    ...options,
    jobCount: entries.length,
    deadline: start + options.timeout
   };
   return applyFaultUpdate(state, at, afterFailure(faults, notice, context));
  }

 case "recovered":
  return logRecovery(state, job, at);

 case "rerun":
  return logRerun(state, notice);

 case "unblocked":
  return addText("its versions have finished; polling starts");

 case "awaiting-installs":
  return addText(`no machine is pending, but ${describeBlocker(notice.blocker)}`);

 case "ended":
  return showEnding({
   ...state,
   faults: removeJob(state.faults, job)
  }, job, at);
 }
}

function logTick(state, at) {
 return heartbeat(flushTable(flushCompleted(unchanged(state), at, false), at, false), at);
}

function endLog(state, report) {
 const {now} = report, flushed = flushTable(flushCompleted(unchanged(state), now, true), now, true), logged = isWaitSuccessful(report) ? addLine(flushed, now, verdictLine(report)) : flushed;
 return {
  ...logged,
  warnings: [ ...logged.warnings, ...finalWarnings(report) ]
 };
}

function logResponse(state, {job, previous, at}) {
 const named = nameUnknownState(logRecovery(state, job, at), job, at), failed = previous.lastResponse === void 0 ? job.rollout?.first.failed ?? 0 : 0, logged = failed === 0 ? named : addLine(named, at, `${shortNameOf(job)}: ${alreadyFailed(failed)}`);
 return job.ending === void 0 && !isAwaitingRerun(job) ? showChange(logged, job, at) : logged;
}

function logRecovery(state, job, at) {
 return job.faultState.failedRequests === void 0 ? applyFaultUpdate(state, at, afterRecovery(state.faults, job, at)) : unchanged(state);
}

function applyFaultUpdate(state, at, {faults, line, warning}) {
 const before = unchanged({
  ...state,
  faults
 }), logged = line === void 0 ? before : addLine(before, at, line);
 return warning === void 0 ? logged : {
  ...logged,
  warnings: [ warning ]
 };
}

function nameUnknownState(logged, job, at) {
 const {unknownStates} = logged.state, text = stateText(job);
 if (!(job.lastResponse?.status.type === "job" && job.lastResponse.status.state === "unknown") || unknownStates.has(text.toLowerCase()) || unknownStates.size >= MAX_UNKNOWN_STATES) return logged;
 const state = {
  ...logged.state,
  unknownStates: new Set([ ...unknownStates, text.toLowerCase() ])
 }, rest = job.ending === void 0 ? "; still waiting" : "";
 return addLine({
  ...logged,
  state
 }, at, `${shortNameOf(job)}: Clanforge does not document ${quote(stateLabel(job))}${rest}`);
}

function blockedLines(jobs) {
 const blocked = jobs.filter(({phase}) => phase === "blocked").map(shortNameOf), versions = jobs.filter(({target}) => target.kind === "version").map(shortNameOf);
 if (blocked.length === 0) return [];
 const succeed = versions.length === 1 ? "succeeds" : "succeed";
 return [ `Polling of ${listNames(blocked)} starts after ${listNames(versions)} ${succeed}` ];
}

function logRerun(before, {job, failure, at}) {
 const state = updateEntry(before, job, {
  shown: void 0,
  eta: void 0
 }), {used, left} = job.retries, failed = withDetail(`${shortNameOf(job)} ${failedAt(failure.status)}`, quote(errorText(failure.fields)));
 return addLine(unchanged(state), at, `${failed}; re-running (${used} of ${used + left})`);
}

function rateLimitText(interval) {
 const limits = `a step sends at most ${MAX_STARTS_PER_WINDOW} requests per second and ${MAX_IN_FLIGHT} at a time`;
 return `A poll was sent ${formatDuration(interval)} after the previous response, later than max-poll-interval: ${limits}`;
}

class LogWriter {
 sink;
 state;
 constructor(sink) {
  this.sink = sink;
 }
 begin(plan) {
  this.write(startLog(plan));
 }
 notify=notice => {
  if (this.state !== void 0) this.write(logNotice(this.state, notice));
 };
 tick(at) {
  if (this.state !== void 0) this.write(logTick(this.state, at));
 }
 end(report) {
  if (this.state !== void 0) this.write(endLog(this.state, report));
  this.state = void 0;
 }
 write({state, lines, warnings}) {
  this.state = state;
  for (const text of lines) this.sink.line(text);
  for (const text of warnings) this.sink.warning(text);
 }
}

const MAX_TEXT_BYTES = 8192;

function toOutputs({outcome, requests, elapsed}, redact) {
 const {deciding, jobs, result} = outcome, fields = outputFields(deciding?.lastResponse?.fields ?? {}, redact), texts = Object.fromEntries(fieldNames.map(name => [ name, toOutputText(fields[name]) ]));
 return {
  result,
  inferred: String(jobs.some(({job}) => isInferred(job))),
  kind: deciding?.target.kind ?? "",
  id: deciding?.target.id ?? "",
  ...texts,
  jobs: stringifyJson(toJobs(outcome, redact)),
  polls: String(requests),
  "elapsed-seconds": String(Math.floor(elapsed / 1e3))
 };
}

function toJobs({jobs}, redact) {
 return jobs.map(({job, result}) => ({
  kind: job.target.kind,
  id: job.target.id,
  result,
  polls: job.polls,
  inferred: isInferred(job),
  fields: outputFields(job.lastResponse?.fields ?? {}, redact)
 }));
}

function isInferred({ending}) {
 return ending?.type === "inferred";
}

function outputFields(fields, redact) {
 const entries = fieldNames.map(name => [ name, fields[name] ]);
 return Object.fromEntries(entries.flatMap(([name, value]) => value === void 0 ? [] : [ [ name, toOutputValue(value, redact) ] ]));
}

function toOutputValue(value, redact) {
 const text = toOutputText(value), safe = truncateBytes(toNumber(value) !== void 0 || isDocumentedState(text) ? text : redact(text), MAX_TEXT_BYTES);
 return safe === text ? value : safe;
}

function toOutputText(value) {
 if (value === null || value === void 0 || value === 1 / 0 || value === -1 / 0) return "";
 return typeof value === "string" ? value : stringifyJson(value);
}

const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs"), external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto"), external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

function isSet(variable) {
 return (process.env[variable] ?? "") !== "";
}

function appendToFile(variable, text) {
 const path = process.env[variable];
 if (path === void 0 || path === "") return `${variable} is not set`;
 try {
  (0, external_node_fs_namespaceObject.appendFileSync)(path, text);
  return;
 } catch (error) {
  return error instanceof Error ? error.message : String(error);
 }
}

function formatOutputs(outputs) {
 const values = Object.values(outputs);
 let delimiter;
 do {
  delimiter = `delimiter_${(0, external_node_crypto_namespaceObject.randomUUID)()}`;
 } while (values.some(value => value.includes(delimiter)));
 return Object.entries(outputs).flatMap(([name, value]) => [ `${name}<<${delimiter}`, value, delimiter ]).map(text => text + external_node_os_namespaceObject.EOL).join("");
}

const MAX_LINE_LENGTH = 4e3, FLUSH_TIMEOUT_MS = 500;

function createRunner(masks, redact) {
 ignoreBrokenOutput();
 const safe = text => truncate(sanitize(redact(text)), MAX_LINE_LENGTH);
 return isInRunner() ? createGitHubRunner(masks, redact, safe) : createTerminal(text => safe(mask(text, masks)));
}

function createGitHubRunner(masks, redact, safe) {
 for (const mask of masks) core_setSecret(mask);
 const line = text => {
  info(safe(text));
 };
 return {
  line,
  debug: text => {
   core_debug(safe(text));
  },
  warning: text => {
   warning(safe(text));
  },
  error: ({title, lines}) => {
   error(fitLines(lines.map(safe), MAX_LINE_LENGTH).join("\n"), {
    title: safe(title)
   });
  },
  writeOutputs: outputs => {
   const dropped = droppedOutputs(outputs, masks);
   if (dropped.length > 0) line(droppedText(dropped));
   if (isSet("GITHUB_OUTPUT")) return appendToFile("GITHUB_OUTPUT", formatOutputs(outputs));
   line("No outputs are written, because GITHUB_OUTPUT is not set");
   return;
  },
  writeSummary: markdown => {
   const failure = appendToFile("GITHUB_STEP_SUMMARY", redact(markdown));
   if (failure !== void 0) line(`The job summary could not be written: ${failure}`);
  },
  flush: () => flushed(process.stdout)
 };
}

function createTerminal(safe) {
 let outputsLine;
 const line = text => {
  info(safe(text));
 };
 return {
  line,
  debug: line,
  warning: text => {
   line(`Warning: ${text}`);
  },
  error: ({lines}) => {
   for (const [index, text] of lines.entries()) line(index === 0 ? `Error: ${text}` : text);
  },
  writeOutputs: outputs => {
   outputsLine = JSON.stringify(outputs);
   return;
  },
  writeSummary: () => {},
  flush: () => {
   if (outputsLine !== void 0) info(outputsLine);
   return flushed(process.stdout);
  }
 };
}

function mask(text, masks) {
 return masks.reduce((rest, mask) => rest.replaceAll(mask, "***"), text);
}

function isInRunner() {
 return isSet("GITHUB_ACTIONS") || isSet("GITHUB_OUTPUT");
}

function ignoreBrokenOutput() {
 for (const stream of [ process.stdout, process.stderr ]) if (!stream.listeners("error").includes(ignoreError)) stream.on("error", ignoreError);
}

function ignoreError() {}

function droppedOutputs(outputs, masks) {
 return Object.keys(outputs).filter(name => masks.some(mask => outputs[name].includes(mask)));
}

function droppedText(names) {
 return `${"These outputs contain a masked value, so the runner drops them if they are passed to another job"}: ${names.join(", ")}`;
}

function flushed(stream) {
 return new Promise(resolve => {
  const timer = setTimeout(resolve, FLUSH_TIMEOUT_MS);
  stream.write("", () => {
   clearTimeout(timer);
   resolve();
  });
 });
}

function jobResultOf({job, result}, options) {
 const {ending} = job;
 if (ending === void 0) return {
  job,
  icon: resultIcons[result],
  text: unfinishedText(job, result),
  isCleanSuccess: false
 };
 const {verdict, reason} = describeEnding(job, ending, options), text = withDetail(verdict, reason);
 if (hasCaveat(job)) return {
  job,
  icon: WARNING_ICON,
  text,
  isCleanSuccess: false
 };
 return {
  job,
  icon: resultIcons[result],
  text,
  isCleanSuccess: result === "complete"
 };
}

function unfinishedText(job, result) {
 if (job.phase === "blocked") return "not polled: blocked by the image versions of this step";
 const fault = job.lastFault === void 0 ? "" : `; the last request failed: ${describeFault(job.lastFault)}`;
 return `${result === "pending" ? "unfinished" : result.replace("-", " ")}: ${progressText(job)}${fault}`;
}

const DATE_ROUNDING_MS = 1e3, MAX_CLOCK_DIFFERENCE_MS = 864e5;

function spanOf(job, toServerTime) {
 const status = job.lastResponse?.status;
 if (status?.type === "rollout") return rolloutSpan(job, toServerTime);
 const finish = finishOf(job, status, toServerTime);
 return {
  start: firstStart(job, status, toServerTime),
  finish: finish?.at,
  precision: finish === void 0 || finish.isExact ? "exact" : "about"
 };
}

function timestampBefore(seconds, limit) {
 const ms = (seconds ?? NaN) * 1e3;
 return ms > 0 && ms <= limit + DATE_ROUNDING_MS ? Math.min(ms, limit) : void 0;
}

function firstStart(job, status, toServerTime) {
 const latest = toServerTime(job, job.lastResponse?.receivedAt ?? 0) + MAX_CLOCK_DIFFERENCE_MS, runs = [ ...job.history.flatMap(entry => entry.type === "rerun" ? [ entry.failure.status ] : []), status ], [start] = runs.flatMap(run => {
  const seconds = run?.type === "job" && !hasNotStarted(run.state) ? run.start ?? 0 : 0;
  return seconds > 0 && seconds * 1e3 <= latest ? [ seconds * 1e3 ] : [];
 });
 return start;
}

function finishOf(job, status, toServerTime) {
 const {ending, endedAt, lastResponse, listing} = job;
 if (ending === void 0 || endedAt === void 0) return;
 switch (ending.type) {
 case "complete":
 case "failed":
 case "failed-by-count":
 case "retry-refused":
 case "squashed":
  {
   const seen = toServerTime(job, lastResponse?.receivedAt ?? endedAt), updated = timestampBefore(status?.updated, seen);
   return updated === void 0 ? {
    at: seen,
    isExact: false
   } : {
    at: updated,
    isExact: true
   };
  }

 case "inferred":
  return {
   at: toServerTime(job, listing.reliablyMissing.since ?? endedAt),
   isExact: false
  };

 case "machines-failed":
 case "stalled":
 case "fault":
 case "outage":
 case "never-listed":
 case "denied-and-missing":
 case "list-unreliable":
  return;
 }
}

function rolloutSpan(job, toServerTime) {
 const {history, rollout, ending, endedAt} = job, pendingAt = history.findIndex(entry => entry.type === "status" && entry.status.type === "rollout" && entry.status.pending > 0), start = history[pendingAt]?.at, first = rollout?.first, isPartial = pendingAt === 0 && first !== void 0 && first.completed + first.failed > 0, done = start === void 0 ? void 0 : rollout?.zeroPending?.since, finish = ending?.type === "complete" ? done ?? endedAt : void 0;
 return {
  start: start === void 0 ? void 0 : toServerTime(job, start),
  finish: finish === void 0 ? void 0 : toServerTime(job, finish),
  precision: isPartial ? "partial" : "about"
 };
}

const LEAD_RATIO = 4, MIN_LEAD_MS = 36e5, waiting = {
 type: "waiting",
 label: "waiting"
};

function barsOf(job, wait) {
 const [first] = job.history;
 if (first === void 0) return [];
 return toBars([ ...first.type === "status" && first.status.type === "rollout" ? rolloutChanges(job, wait) : jobChanges(job, wait), ...lastChanges(job, wait) ]);
}

function toBars(changes) {
 const bars = [];
 let current, from = -1 / 0;
 for (const next of withoutRepeats(changes)) {
  const to = Math.max(from, next.from);
  if (current !== void 0 && current.type !== "gap" && to > from) {
   const {type, label} = current, {failure} = next;
   bars.push(failure === void 0 ? {
    type,
    label,
    from,
    to
   } : {
    type: "failed",
    label: failure,
    from,
    to
   });
  }
  current = next;
  from = to;
 }
 return bars;
}

function withoutRepeats(changes) {
 return changes.filter((change, index) => {
  const before = changes[index - 1];
  return change.type === "gap" || change.type !== before?.type || change.label !== before.label;
 });
}

function rolloutChanges(job, {toServerTime}) {
 const seen = job.history[0]?.at ?? 0;
 return [ {
  type: "running",
  label: "rollout",
  from: spanOf(job, toServerTime).start ?? toServerTime(job, seen)
 } ];
}

function jobChanges(job, wait) {
 const changes = [];
 let [reruns, hasRun] = [ 0, false ];
 for (const [index, entry] of job.history.entries()) {
  const shown = changesOf(job, entry, {
   wait,
   label: runLabel(reruns),
   isFirst: index === 0,
   hasRun
  });
  changes.push(...shown);
  hasRun = entry.type !== "rerun" && shown.some(({type}) => type === "running");
  if (entry.type === "rerun") reruns += 1;
 }
 return changes;
}

function runLabel(reruns) {
 if (reruns === 0) return "running";
 return reruns === 1 ? "re-run" : `re-run ${reruns}`;
}

function changesOf(job, entry, context) {
 const {wait, label, isFirst, hasRun} = context, seen = wait.toServerTime(job, entry.at);
 if (entry.type === "rerun") return [ {
  ...waiting,
  from: seen,
  failure: failedAt(entry.failure.status)
 } ];
 const {status} = entry;
 if (status.type === "rollout") return [];
 const stamp = (seconds, limit) => timestampOnChart(job, seconds, limit, wait), since = isFinished(status.state) ? stamp(status.updated, seen) ?? seen : seen, start = hasNotStarted(status.state) ? void 0 : stamp(status.start, since), created = isFirst ? stamp(status.created, start ?? since) : void 0, before = created === void 0 ? [] : [ {
  ...waiting,
  from: created
 } ], run = {
  type: "running",
  label,
  from: start ?? since
 };
 if (!isFinished(status.state)) return [ ...before, {
  ...run,
  ...nameOfState(status.state, label)
 } ];
 const end = {
  type: "gap",
  label: "",
  from: since,
  failure: status.state === "failed" ? failedAt(status) : void 0
 };
 return [ ...before, ...hasRun || start === void 0 ? [] : [ run ], end ];
}

function nameOfState(state, label) {
 switch (state) {
 case "created":
 case "pending":
 case "queued":
  return waiting;

 case "unknown":
  return {
   type: "waiting",
   label: "unknown state"
  };

 case "running":
 case "none":
 case "complete":
 case "failed":
 case "squashed":
  return {
   type: "running",
   label
  };
 }
}

function lastChanges(job, {now, toServerTime}) {
 const {ending, endedAt = now, lastFault, lastResponse, lastChangeAt, listing} = job, end = {
  type: "gap",
  label: "",
  from: toServerTime(job, endedAt)
 };
 if (listing.missing.since !== void 0) return [ {
  type: "waiting",
  label: "not listed",
  from: toServerTime(job, listing.missing.since)
 }, end ];
 if ((ending === void 0 || ending.type === "outage" || ending.type === "fault") && lastFault !== void 0 && lastResponse !== void 0) return [ {
  type: "failed",
  label: "no valid response",
  from: toServerTime(job, lastResponse.receivedAt)
 }, end ];
 if (ending?.type === "stalled" && lastChangeAt !== void 0) return [ {
  type: "failed",
  label: "no change",
  from: toServerTime(job, lastChangeAt)
 }, end ];
 const hasFailed = ending?.type === "failed-by-count" || ending?.type === "machines-failed", {finish} = spanOf(job, toServerTime);
 return [ {
  ...end,
  from: finish ?? end.from,
  failure: hasFailed ? failedAt(lastResponse?.status) : void 0
 } ];
}

function timestampOnChart(job, seconds, limit, {elapsed, now, toServerTime}) {
 const stamp = timestampBefore(seconds, limit), earliest = toServerTime(job, now - elapsed) - Math.max(MIN_LEAD_MS, LEAD_RATIO * elapsed);
 return stamp !== void 0 && stamp >= earliest ? stamp : void 0;
}

const prefixes = {
 exact: "",
 about: "about ",
 partial: "at least "
};

function formatRunTime(job, {start, finish, precision}, {now, toServerTime}) {
 if (start === void 0) return "";
 if (finish === void 0) {
  const isRunning = job.ending?.type === "stalled" || job.ending === void 0 && job.lastFault === void 0, soFar = toServerTime(job, job.endedAt ?? now) - start;
  return isRunning && soFar >= 0 ? `${formatDuration(soFar)} so far` : "";
 }
 if (finish < start) return "";
 return prefixes[precision] + formatDuration(finish - start);
}

function formatPeriod({start, finish}, withDate) {
 const time = withDate ? dayAndMinute : formatTimeOfDay, [from, to] = [ time(start), time(finish) ];
 if (to === "") return from === "" ? "" : `since ${from}`;
 if (from === "") return `until ${to}`;
 return `${from} → ${withDate && formatDate(start) === formatDate(finish) ? to.slice(-5) : to}`;
}

function dayAndMinute(ms) {
 if (formatDate(ms) === "") return "";
 const [, day, month, , time = ""] = new Date(ms ?? NaN).toUTCString().split(" ");
 return `${Number(day)} ${month} ${time.slice(0, 5)}`;
}

function escapeMarkdown(text, length = 1 / 0) {
 return truncate(sanitize(text).trim(), length).replace(/^-|[!-$&-+./:<-@[-`{-~]/g, character => `&#${character.charCodeAt(0)};`);
}

function firstLines(lines, bytes) {
 let size = 0;
 const end = lines.findIndex(line => (size += Buffer.byteLength(line)) > bytes);
 return end === -1 ? lines : lines.slice(0, end);
}

function tableRow(cells) {
 return `| ${cells.join(" | ")} |`;
}

function tableHead(cells) {
 return [ tableRow(cells), tableRow(cells.map(() => "---")) ];
}

function details(title, lines) {
 return [ "<details>", `<summary>${title}</summary>`, "", ...lines, "", "</details>" ];
}

const MAX_TABLE_BYTES = 700 * 1024, MAX_CELL_LENGTH = 300, MAX_RERUNS = 5, MAX_OPEN_ROWS = 20, HEAD = [ "Job", "Result", "Took", "When" ];

function jobTable(results, context) {
 const rows = results.map(result => ({
  result,
  span: spanOf(result.job, context.toServerTime)
 })), days = new Set(rows.flatMap(({span}) => [ formatDate(span.start), formatDate(span.finish) ]));
 days.delete("");
 const isFolded = ({result}) => rows.length > MAX_OPEN_ROWS && result.isCleanSuccess, [open, folded] = [ rows.filter(row => !isFolded(row)), rows.filter(isFolded) ], lines = [ ...open, ...folded ].map(row => rowOf(row, context, days.size > 1)), kept = firstLines(lines, MAX_TABLE_BYTES), [openLines, foldedLines] = [ kept.slice(0, open.length), kept.slice(open.length) ], left = lines.length - kept.length;
 return [ openLines.length === 0 ? [] : withHead(openLines), foldedLines.length === 0 ? [] : details(`${plural(folded.length, "job")} complete`, withHead(foldedLines)), left === 0 ? [] : [ `… and ${plural(left, "more job")}; the output jobs has them all.` ], [ captionOf(days, context) ] ].filter(block => block.length > 0).flatMap(block => [ "", ...block ]);
}

function withHead(lines) {
 return [ ...tableHead(HEAD), ...lines ];
}

function captionOf(days, {requests, elapsed}) {
 const cost = `The step took ${formatSeconds(elapsed)} and made ${plural(requests, "request")}.`, sorted = [ ...days ].toSorted(), [first = "", last = ""] = [ sorted[0], sorted.at(-1) ];
 if (days.size === 0) return cost;
 return `${cost} Times are UTC, ${first === last ? `on ${first}` : `from ${first} to ${last}`}.`;
}

function rowOf({result, span}, context, withDate) {
 const {job, icon, text} = result;
 return tableRow([ escapeMarkdown(unbroken(nameOf(job))), [ `${icon} ${text}`, ...rerunTexts(job, context.toServerTime) ].map(line => escapeMarkdown(line, MAX_CELL_LENGTH)).join("<br>"), escapeMarkdown(unbroken(formatRunTime(job, span, context))), escapeMarkdown(unbroken(formatPeriod(span, withDate))) ]);
}

function rerunTexts(job, toServerTime) {
 const texts = job.history.flatMap(entry => entry.type === "rerun" ? [ entry ] : []).slice(0, MAX_RERUNS).map(({at, failure}) => {
  const error = errorText(failure.fields);
  return `Re-run at ${formatTimeOfDay(toServerTime(job, at))} after ${error === "" ? "a failure without joberror" : `the failure: ${error}`}`;
 }), more = job.retries.used - texts.length;
 return more > 0 && texts.length > 0 ? [ ...texts, plural(more, "more re-run") ] : texts;
}

function unbroken(text) {
 return text.replaceAll(" ", " ");
}

const MAX_CHANGES = 40, COUNTER_HEAD = [ "Time", "Completed", "Pending", "Failed" ];

function rolloutTable(job, toServerTime) {
 const rows = job.history.flatMap(entry => {
  if (entry.type !== "status" || entry.status.type !== "rollout") return [];
  const {completed, pending, failed} = entry.status;
  return [ tableRow([ escapeMarkdown(formatTimeOfDay(toServerTime(job, entry.at))), ...[ completed, pending, failed ].map(String) ]) ];
 }), left = rows.length - MAX_CHANGES, listed = left > 0 ? [ ...rows.slice(0, MAX_CHANGES / 2), tableRow([ "…", "", "", "" ]), ...rows.slice(-MAX_CHANGES / 2) ] : rows, note = left > 0 ? [ "", `${plural(left, "change")} in between ${left === 1 ? "is" : "are"} left out.` ] : [];
 return rows.length < 2 ? [] : details(`Machines of the ${nameOf(job)}`, [ ...tableHead(COUNTER_HEAD), ...listed, ...note ]);
}

function serverTimeOf({now, wallClock}) {
 return ({lastResponse}, at) => lastResponse?.date === void 0 ? wallClock - now + at : lastResponse.date * 1e3 - lastResponse.receivedAt + at;
}

const MAX_TIMELINE_JOBS = 20, MAX_BARS = 400, MAX_BARS_PER_JOB = 40, CHART_WIDTH_PX = 640, LETTER_WIDTH_PX = 6.5, MAX_AXIS_MS = 60 * 864e5, SECOND = 1e3, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR, MAX_TICKS = 8, INTERVALS = [ ...[ 1, 2, 5, 10, 15, 30 ].map(count => [ count * SECOND, `${count}second` ]), ...[ 1, 2, 5, 10, 15, 30 ].map(count => [ count * MINUTE, `${count}minute` ]), ...[ 1, 2, 3, 6, 12 ].map(count => [ count * HOUR, `${count}hour` ]), ...[ 1, 2 ].map(count => [ count * DAY, `${count}day` ]), [ 7 * DAY, "1week" ], [ 14 * DAY, "2week" ] ], DATE_FORMAT = "YYYY-MM-DD HH:mm:ss.SSS", TAGS = {
 waiting: "",
 running: "active, ",
 failed: "crit, "
}, COLORS = {
 taskBkgColor: "#afb8c1",
 taskBorderColor: "#afb8c1",
 activeTaskBkgColor: "#54aeff",
 activeTaskBorderColor: "#54aeff",
 critBkgColor: "#ff8182",
 critBorderColor: "#ff8182",
 taskTextColor: "#1f2328",
 taskTextDarkColor: "#1f2328",
 sectionBkgColor: "transparent",
 sectionBkgColor2: "transparent",
 altSectionBkgColor: "transparent"
};

function formatTimeline(rows) {
 const drawn = rows.filter(({bars}) => bars.length > 0).slice(0, MAX_TIMELINE_JOBS), bars = drawn.flatMap(row => row.bars), from = Math.min(...bars.map(bar => bar.from)), span = Math.max(...bars.map(bar => bar.to)) - from;
 if (!(Math.abs(from) < 864e13 - MAX_AXIS_MS) || !(span >= SECOND && span <= MAX_AXIS_MS)) return;
 const most = Math.min(MAX_BARS_PER_JOB, Math.floor(MAX_BARS / drawn.length));
 return [ layoutOf(drawn), "gantt", `  dateFormat ${DATE_FORMAT}`, ...axisOf(span), "  todayMarker off", ...drawn.flatMap(row => [ `  section ${row.name}`, ...row.bars.slice(-most).map(bar => `  ${lineOf(bar, span)}`) ]) ].join("\n");
}

function axisOf(span) {
 const [step, tickInterval] = INTERVALS.find(([ms]) => Math.floor(span / ms) < MAX_TICKS) ?? [ DAY, "1week" ];
 return [ `  axisFormat ${step < MINUTE ? "%H:%M:%S" : span < DAY ? "%H:%M" : step < DAY ? "%-d %b %H:%M" : "%-d %b"}`, `  tickInterval ${tickInterval}` ];
}

function layoutOf(rows) {
 const longest = Math.max(...rows.map(({name}) => name.length)), config = {
  gantt: {
   displayMode: "compact",
   leftPadding: Math.max(75, 24 + longest * 7),
   rightPadding: 40,
   fontSize: 12,
   sectionFontSize: 12
  },
  themeVariables: COLORS,
  themeCSS: ".grid .tick line { opacity: 0.2; }"
 };
 return `%%{init: ${JSON.stringify(config)}}%%`;
}

function lineOf({type, label, from, to}, span) {
 return `${(to - from) / span * CHART_WIDTH_PX >= (label.length + 1) * LETTER_WIDTH_PX ? label : "​"} :${TAGS[type]}${dateOf(from)}, ${dateOf(to)}`;
}

function dateOf(ms) {
 return new Date(ms).toISOString().replace("T", " ").replace("Z", "");
}

const MAX_SENTENCE_LENGTH = 1200, MAX_PROBLEM_LENGTH = 8192, MAX_PROBLEM_BYTES = 200 * 1024, MAX_ROLLOUTS = 20;

function formatSummary(report) {
 const {outcome, options, elapsed, now} = report, toServerTime = serverTimeOf(report), results = outcome.jobs.map(job => jobResultOf(job, options)), rollouts = outcome.jobs.filter(({job}) => job.target.kind === "rollout").slice(0, MAX_ROLLOUTS);
 return [ `### ${iconOf(report)} ${escapeMarkdown(headline(report), MAX_SENTENCE_LENGTH)}`, "", ...notesOf(report), ...results.length === 0 ? [] : jobTable(results, {
  ...report,
  toServerTime
 }), ...timelineLines(results, {
  elapsed,
  now,
  toServerTime
 }), ...rollouts.flatMap(({job}) => [ "", ...rolloutTable(job, toServerTime) ]), "" ].join("\n");
}

function iconOf({outcome: {result, jobs}, problems}) {
 if (problems.length > 0) return resultIcons.error;
 if (result === "complete" && jobs.some(({job}) => hasCaveat(job))) return WARNING_ICON;
 return resultIcons[result];
}

function notesOf(report) {
 const {problems} = report, {cause, advice, rerun} = explain(report), explanation = isWaitSuccessful(report) ? [] : [ escapeMarkdown(cause, MAX_SENTENCE_LENGTH), linked(advice), escapeMarkdown(rerun) ], lines = problems.flatMap(problem => problem.split(/\r?\n/)).filter(line => line.trim() !== ""), kept = firstLines(lines.map(line => `- ${escapeMarkdown(line, MAX_PROBLEM_LENGTH)}`), MAX_PROBLEM_BYTES), left = lines.length - kept.length;
 return [ ...kept, ...left === 0 ? [] : [ `- … and ${left} more` ], ...explanation.filter(text => text !== "").map(text => `- ${text}`) ];
}

function linked(advice) {
 return Object.values(links).reduce((text, link) => text.replaceAll(escapeMarkdown(link), `<${link}>`), escapeMarkdown(advice));
}

function timelineLines(results, wait) {
 const isTruncated = results.length > MAX_TIMELINE_JOBS, rows = (isTruncated ? results.toSorted((a, b) => Number(a.isCleanSuccess) - Number(b.isCleanSuccess)) : results).map(({job, icon}) => ({
  name: `${icon} ${shortNameOf(job)}`,
  bars: barsOf(job, wait)
 })), timeline = formatTimeline(rows);
 if (timeline === void 0) return [];
 const shown = Math.min(MAX_TIMELINE_JOBS, rows.filter(({bars}) => bars.length > 0).length);
 return [ ...isTruncated ? [ "", `The timeline shows ${shown} of ${plural(results.length, "job")}.` ] : [], "", "```mermaid", timeline, "```" ];
}

const systemClock = {
 now: () => performance.now(),
 sleep: (ms, signal) => new Promise(resolve => {
  const wake = () => {
   clearTimeout(timer);
   signal.removeEventListener("abort", wake);
   resolve();
  }, timer = setTimeout(wake, Math.max(0, Math.ceil(ms)));
  signal.addEventListener("abort", wake);
  if (signal.aborted) wake();
 })
}, version = "1.0.0";

class Exchanges {
 get;
 clock;
 controllers=new Map;
 ended=[];
 unexpected;
 wake=() => {};
 constructor(get, clock) {
  this.get = get;
  this.clock = clock;
 }
 get isIdle() {
  return this.controllers.size === 0;
 }
 send(request, jobs, sentAt, isNewConnection) {
  const controller = new AbortController;
  this.controllers.set(request.key, controller);
  const {signal} = controller;
  this.get(request.request, {
   signal,
   isNewConnection
  }).catch(error => {
   if (error instanceof ApiError) return error;
   throw error;
  }).then(result => {
   this.ended = [ ...this.ended, {
    request,
    jobs,
    result,
    sentAt,
    at: this.clock.now()
   } ];
  }).catch(error => {
   this.unexpected = {
    error
   };
  }).finally(() => {
   this.controllers.delete(request.key);
   this.wake();
  });
 }
 takeEnded() {
  if (this.unexpected !== void 0) throw this.unexpected.error;
  const {ended} = this;
  this.ended = [];
  return ended;
 }
 cancel(key) {
  this.controllers.get(key)?.abort();
 }
 cancelAll() {
  for (const controller of this.controllers.values()) controller.abort();
 }
 async sleepUntil(until) {
  if (this.ended.length > 0 || this.unexpected !== void 0) return;
  const sleep = new AbortController;
  this.wake = () => {
   sleep.abort();
  };
  await this.clock.sleep(until - this.clock.now(), sleep.signal);
 }
 interrupt() {
  this.wake();
 }
}

const MIN_MISSING_AFTER_LISTED_MS = 1e4, MIN_MISSING_OTHERWISE_MS = 6e4, MIN_LISTS = 2, noLists = {
 since: void 0,
 lists: 0
}, neverListed = {
 wasListed: false,
 wasUnreadable: false,
 missing: noLists,
 reliablyMissing: noLists,
 defect: void 0
}, listed = {
 ...neverListed,
 wasListed: true
};

function listedUnreadable(before) {
 return {
  ...neverListed,
  wasListed: before.wasListed,
  wasUnreadable: true
 };
}

function missingAfter(before, at, defect) {
 const missing = addList(before.missing, at);
 return {
  ...before,
  missing,
  reliablyMissing: defect === void 0 ? addList(before.reliablyMissing, at) : before.reliablyMissing,
  defect
 };
}

function addList({since, lists}, at) {
 return {
  since: since ?? at,
  lists: lists + 1
 };
}

function judgeMissing(listing, {wasSeen, isDenied}, at) {
 const {wasListed, missing, reliablyMissing, defect} = listing, canBeInferred = (wasListed || wasSeen) && !isDenied && defect === void 0, {since = at, lists} = canBeInferred ? reliablyMissing : missing, settledAt = since + (canBeInferred && wasListed ? MIN_MISSING_AFTER_LISTED_MS : MIN_MISSING_OTHERWISE_MS);
 if (at < settledAt || lists < MIN_LISTS) return {
  type: "missing",
  settledAt
 };
 if (canBeInferred) return {
  type: "inferred"
 };
 if (defect !== void 0) return {
  type: "list-unreliable",
  defect
 };
 return {
  type: isDenied ? "denied-and-missing" : "never-listed"
 };
}

const initialConfirmation = {
 hasSeenBelow100: false,
 mayBeStale: false,
 unconfirmedSince: void 0
}, confirmationAfterCall = {
 ...initialConfirmation,
 mayBeStale: true
};

function judgeJob(status, context) {
 const {state, jobfailed, progress = 0} = status, complete = {
  type: status.denial === void 0 ? "complete" : "unfinished"
 };
 if (state === "complete") return complete;
 if (state === "failed") return {
  type: "failed"
 };
 if (jobfailed > context.maxJobfailed) return {
  type: "failed-by-count"
 };
 if (state === "squashed") return {
  type: "squashed"
 };
 if (progress >= 100 && state === "none") return complete;
 if (context.confirmation.unconfirmedSince !== void 0) return isConfirmed(context) ? complete : {
  type: "unconfirmed"
 };
 return {
  type: "unfinished"
 };
}

function nextConfirmation(before, status, {at}) {
 const {progress} = status, isBelow100 = progress !== void 0 && progress < 100, hasSeenBelow100 = before.hasSeenBelow100 || isBelow100, mayBeStale = before.mayBeStale && !isBelow100;
 return {
  hasSeenBelow100,
  mayBeStale,
  unconfirmedSince: progress !== void 0 && progress >= 100 && status.denial === void 0 && countsAsFinished(status, hasSeenBelow100, mayBeStale) ? before.unconfirmedSince ?? at : void 0
 };
}

function countsAsFinished(status, hasSeenBelow100, mayBeStale) {
 if (mayBeStale) return false;
 if (hasNotStarted(status.state)) return hasSeenBelow100;
 return !(status.state === "unknown" && status.hasError);
}

function isConfirmed({confirmation, minPollInterval, received}) {
 const {unconfirmedSince} = confirmation;
 if (unconfirmedSince === void 0 || unconfirmedSince === received.at) return false;
 return received.isFinal || received.at >= unconfirmedSince + minPollInterval;
}

function initialJobs(targets, options, start) {
 const hasVersions = targets.some(({kind}) => kind === "version");
 return targets.toSorted((a, b) => jobKindNames.indexOf(a.kind) - jobKindNames.indexOf(b.kind)).map(target => initialJob(target, options, hasVersions, start));
}

function initialJob(target, options, hasVersions, start) {
 const phase = firstPhase(target, options, hasVersions);
 return {
  target,
  phase,
  ...scheduleFirstRequest(phase === "blocked" ? void 0 : start),
  polls: 0,
  lastResponse: void 0,
  lastFault: void 0,
  faultState: initialFaults,
  confirmation: initialConfirmation,
  retries: {
   left: kindOf(target).retry === void 0 ? 0 : options.jobRetries,
   used: 0,
   maxJobfailed: options.maxJobfailed,
   rerun: void 0
  },
  rollout: void 0,
  waitsForInstalls: phase === "blocked",
  installsBlocker: void 0,
  listing: neverListed,
  lastChangeAt: void 0,
  lastFieldChangeAt: void 0,
  history: [],
  ending: void 0,
  endedAt: void 0
 };
}

function firstPhase(target, {installMode}, hasVersions) {
 if (target.kind === "rollout" && hasVersions) return "blocked";
 if (kindOf(target).isInstall !== true) return "status";
 switch (installMode) {
 case "poll":
  return "status";

 case "queue-once":
  return "queue";

 case "watch":
  return "list";
 }
}

const STALE_TIME_MS = 6e4, MAX_HISTORY_LENGTH = 200;

function recordResponse(before, response, {at, date}) {
 const {status} = response, previous = before.lastResponse, isChanged = previous === void 0 || progressOf(previous) !== progressOf(response), isNewStage = previous === void 0 || stageOf(previous.status) !== stageOf(status);
 return {
  ...before,
  lastResponse: {
   ...response,
   receivedAt: at,
   date
  },
  lastChangeAt: isChanged ? at : before.lastChangeAt,
  lastFieldChangeAt: isChanged || isDifferent(previous, response) ? at : before.lastFieldChangeAt,
  history: isNewStage ? addToHistory(before.history, {
   type: "status",
   at,
   status
  }) : before.history
 };
}

function rerunRecord({retries, history}, failure, status, at) {
 const {left, used, maxJobfailed} = retries;
 return {
  retries: {
   left: left - 1,
   used: used + 1,
   maxJobfailed: Math.max(maxJobfailed, status.jobfailed),
   rerun: {
    failure,
    at
   }
  },
  lastChangeAt: at,
  lastFieldChangeAt: at,
  history: addToHistory(history, {
   type: "rerun",
   at,
   failure
  })
 };
}

function addToHistory(history, entry) {
 return history.length < MAX_HISTORY_LENGTH ? [ ...history, entry ] : history;
}

function isStale({retries}, response, at) {
 const {rerun} = retries;
 return rerun !== void 0 && stageOf(response.status) === "failed" && at - rerun.at < STALE_TIME_MS && updateOf(rerun.failure) === updateOf(response) && failuresOf(rerun.failure) === failuresOf(response);
}

function updateOf({status, fields}) {
 const seconds = status.type === "job" ? status.updated : void 0;
 return seconds === void 0 ? stringifyJson(fields.jobupdated ?? null) : String(seconds);
}

function failuresOf({status}) {
 return status.type === "job" ? status.jobfailed : 0;
}

function stallsAt({lastChangeAt}, {stallTimeout}) {
 return lastChangeAt === void 0 || stallTimeout === void 0 ? 1 / 0 : lastChangeAt + stallTimeout;
}

function progressOf(response) {
 const {status} = response;
 return status.type === "rollout" ? stageOf(status) : [ status.state, unknownName(status), status.progress, updateOf(response) ].join("/");
}

function unknownName({state, stateName}) {
 return state === "unknown" ? stateName.toLowerCase() : "";
}

function isDifferent(before, {status, fields}) {
 return JSON.stringify(before.status) !== JSON.stringify(status) || stringifyJson(before.fields) !== stringifyJson(fields);
}

function stageOf(status) {
 return status.type === "rollout" ? [ status.pending, status.failed, status.completed ].join("/") : status.state;
}

function withoutNotices(state) {
 return {
  state,
  notices: []
 };
}

function enterPhase(state, phase) {
 return {
  ...state,
  phase
 };
}

function end(state, ending, at) {
 const ended = {
  ...state,
  ...unschedule(),
  ending,
  endedAt: at
 };
 return {
  state: ended,
  notices: [ {
   type: "ended",
   at,
   job: ended
  } ]
 };
}

function andThen(first, next) {
 const second = next(first.state);
 return {
  state: second.state,
  notices: [ ...first.notices, ...second.notices ]
 };
}

function recover(state, at) {
 const recovered = {
  ...state,
  faultState: faultsAfterResponse,
  lastFault: void 0
 };
 return {
  state: recovered,
  notices: state.faultState.failedRequests !== void 0 ? [ {
   type: "recovered",
   at,
   job: recovered
  } ] : []
 };
}

function continuePolling(state, arrival, options, latest = 1 / 0) {
 const stalled = stallsAt(state, options);
 if (arrival.at >= stalled) return end(state, {
  type: "stalled"
 }, arrival.at);
 return withoutNotices({
  ...state,
  ...scheduleAfterResponse(state, arrival, options, Math.min(latest, stalled))
 });
}

function afterFault(before, error, arrival, options) {
 const {at} = arrival, verdict = judgeFault(before.faultState, {
  ...arrival,
  error,
  minPollInterval: options.minPollInterval
 }), failed = {
  ...before,
  lastFault: error
 };
 if (verdict.type === "fatal") return end(failed, {
  type: "fault",
  error
 }, at);
 const isSpaced = verdict.type === "retry-spaced", spacing = isSpaced ? verdict.spacing : void 0, state = {
  ...failed,
  faultState: verdict.faultState
 }, timed = afterTime(state, at, options);
 if (timed.state.ending !== void 0) return timed;
 const next = {
  ...state,
  ...scheduleAfterFailure(state, error, arrival, options, spacing)
 };
 if (arrival.isFinal) return withoutNotices(next);
 return {
  state: next,
  notices: [ {
   type: "request-failed",
   at,
   job: next,
   error,
   retryIn: (next.nextPollAt ?? at) - at,
   inARow: isSpaced ? countInARow(verdict.faultState) : void 0
  } ]
 };
}

function afterTime(state, at, options) {
 const endsAt = outageEndsAt(state.faultState, options.outageTimeout);
 return endsAt !== void 0 && endsAt <= at && state.lastFault !== void 0 ? end(state, {
  type: "outage",
  error: state.lastFault
 }, at) : withoutNotices(state);
}

const rolloutComplete = {
 type: "complete",
 failedBefore: 0,
 isStateUnknown: false
};

function afterResponse(before, response, arrival, options) {
 const {at} = arrival, {status} = response;
 return andThen(recover(before, at), recovered => {
  const recorded = recordResponse(recovered, response, arrival), {state, notices} = status.type === "job" ? afterJobStatus(recorded, {
   ...response,
   status
  }, arrival, options) : afterRolloutStatus(recorded, status, arrival, options);
  return {
   state,
   notices: [ {
    type: "response",
    at,
    job: state,
    previous: before
   }, ...notices ]
  };
 });
}

function afterJobStatus(before, response, arrival, options) {
 const {status} = response;
 if (isStale(before, response, arrival.at)) return continuePolling(before, arrival, options);
 const confirmation = nextConfirmation(before.confirmation, status, arrival), state = {
  ...before,
  confirmation
 }, verdict = judgeJob(status, {
  maxJobfailed: before.retries.maxJobfailed,
  minPollInterval: options.minPollInterval,
  confirmation,
  received: arrival
 });
 switch (verdict.type) {
 case "complete":
  return end(state, {
   type: "complete",
   failedBefore: status.jobfailed,
   isStateUnknown: status.state === "unknown"
  }, arrival.at);

 case "failed":
  if (!(state.retries.left > 0 && !arrival.isFinal)) return end(state, verdict, arrival.at);
  return withoutNotices({
   ...enterPhase(state, "retry"),
   ...scheduleRetryCall(arrival, options)
  });

 case "failed-by-count":
 case "squashed":
  return end(state, verdict, arrival.at);

 case "unconfirmed":
  return continuePolling(state, arrival, options, arrival.at);

 case "unfinished":
  return continuePolling(state, arrival, options);
 }
}

function afterRolloutStatus(before, status, arrival, options) {
 const rollout = nextRolloutState(before.rollout, status, arrival), isZeroPending = rollout.zeroPending !== void 0, state = {
  ...before,
  rollout,
  installsBlocker: isZeroPending ? before.installsBlocker : void 0
 }, {allowedFailedMachines: allowance, minPollInterval} = options, verdict = judgeRollout(status, {
  allowance,
  minPollInterval,
  rollout,
  received: arrival
 });
 switch (verdict.type) {
 case "complete":
  if (state.waitsForInstalls) return withoutNotices({
   ...enterPhase(state, "installs"),
   ...scheduleImmediately(arrival)
  });
  return end(state, rolloutComplete, arrival.at);

 case "machines-failed":
  return end(state, verdict, arrival.at);

 case "unconfirmed":
  return continuePolling(state, arrival, options, verdict.confirmAt);

 case "unfinished":
  return continuePolling(state, arrival, options);
 }
}

function afterInstallsChecked(before, blocker, arrival, options) {
 const {at} = arrival, hadFault = before.lastFault !== void 0;
 return andThen(recover(before, at), recovered => {
  const polling = enterPhase(recovered, "status");
  if (hadFault) return withoutNotices({
   ...polling,
   ...scheduleImmediately(arrival)
  });
  const state = {
   ...polling,
   installsBlocker: blocker
  };
  if (blocker === void 0) return end(state, rolloutComplete, at);
  const next = continuePolling(state, arrival, options);
  if (before.installsBlocker !== void 0 || next.state.ending !== void 0) return next;
  return {
   ...next,
   notices: [ {
    type: "awaiting-installs",
    at,
    job: next.state,
    blocker
   } ]
  };
 });
}

function afterCall(before, response, arrival, options) {
 const called = andThen(callMade(before, arrival.at), state => afterResponse(state, response, arrival, options));
 return before.phase === "queue" ? afterQueueCall(before, called) : called;
}

function callMade(before, at) {
 const state = {
  ...before,
  confirmation: confirmationAfterCall
 };
 if (before.phase === "queue") return withoutNotices(enterPhase(state, "list"));
 const failure = before.lastResponse;
 if (failure?.status.type !== "job") return withoutNotices(enterPhase(state, "status"));
 const next = enterPhase({
  ...state,
  ...rerunRecord(state, failure, failure.status, at)
 }, "status");
 return {
  state: next,
  notices: [ {
   type: "rerun",
   at,
   job: next,
   failure
  } ]
 };
}

function afterQueueCall(before, {state, notices}) {
 return {
  state: {
   ...state,
   ...scheduleAfterQueueCall(before, state)
  },
  notices
 };
}

function afterRefusedCall(before, error, response, arrival) {
 const state = {
  ...before,
  lastFault: error
 };
 if (before.phase === "retry") return end(state, {
  type: "retry-refused",
  error
 }, arrival.at);
 return end(response === void 0 ? state : recordResponse(state, response, arrival), {
  type: "fault",
  error
 }, arrival.at);
}

function afterFailedRequest(before, error, arrival, options) {
 const {phase} = before;
 if (phase === "retry" && arrival.isFinal && judgeCall(error) === "not-arrived") return end(before, {
  type: "failed"
 }, arrival.at);
 if (!isCall(phase) || judgeCall(error) !== "lost") return afterFault(before, error, arrival, options);
 const {state, notices} = andThen(callMade(before, arrival.at), called => afterFault(called, error, arrival, options)), failed = {
  state,
  notices: notices.map(notice => notice.type === "request-failed" ? {
   ...notice,
   lostCall: phase
  } : notice)
 };
 return phase === "queue" ? afterQueueCall(before, failed) : failed;
}

function transition(state, event, options) {
 if (state.ending !== void 0) return withoutNotices(state);
 switch (event.type) {
 case "sent":
  return withoutNotices({
   ...state,
   ...scheduleAfterSending(state, event.at),
   polls: state.polls + 1
  });

 case "response":
  return afterResponse(state, event.response, event.arrival, options);

 case "listed":
  return afterListed(state, event.content, event.arrival, options);

 case "not-listed":
  return afterMissing(state, event.defect, event.arrival, options);

 case "installs-checked":
  return afterInstallsChecked(state, event.blocker, event.arrival, options);

 case "call-made":
  return afterCall(state, event.response, event.arrival, options);

 case "call-refused":
  return afterRefusedCall(state, event.error, event.response, event.arrival);

 case "request-failed":
  return afterFailedRequest(state, event.error, event.arrival, options);

 case "unblocked":
  {
   const next = {
    ...enterPhase(state, "status"),
    ...scheduleAt(event.at)
   };
   return {
    state: next,
    notices: [ {
     type: "unblocked",
     at: event.at,
     job: next
    } ]
   };
  }

 case "time-passed":
  return afterTime(state, event.at, options);

 case "deadline":
  return afterDeadline(state, event.at);

 case "stopped":
  return afterStop(state, event.at, event.isInFlight);
 }
}

function afterListed(before, content, arrival, options) {
 const state = {
  ...before,
  listing: listed
 };
 switch (content.type) {
 case "response":
  return afterResponse(state, content.response, arrival, options);

 case "no-fields":
  return andThen(recover(state, arrival.at), recovered => withoutNotices({
   ...recovered,
   ...scheduleAfterResponse(recovered, arrival, options)
  }));

 case "invalid":
  {
   const listing = listedUnreadable(before.listing);
   return afterFailedRequest({
    ...before,
    listing
   }, content.error, arrival, options);
  }
 }
}

function afterMissing(before, defect, arrival, options) {
 return andThen(recover(before, arrival.at), recovered => {
  const {at} = arrival, listing = missingAfter(recovered.listing, at, defect), state = {
   ...recovered,
   listing
  }, denial = state.lastResponse?.status.denial, verdict = judgeMissing(listing, {
   wasSeen: state.lastResponse !== void 0,
   isDenied: denial !== void 0
  }, at);
  switch (verdict.type) {
  case "inferred":
   return end(state, {
    type: "inferred",
    wasListed: listing.wasListed || listing.wasUnreadable
   }, at);

  case "never-listed":
   return end(state, {
    type: "never-listed"
   }, at);

  case "denied-and-missing":
   return end(state, {
    type: "denied-and-missing",
    message: denial?.message ?? ""
   }, at);

  case "list-unreliable":
   return end(state, verdict, at);

  case "missing":
   {
    const next = {
     ...state,
     ...scheduleAfterResponse(state, arrival, options, verdict.settledAt)
    };
    return {
     state: next,
     notices: [ {
      type: "not-listed",
      at,
      job: next
     } ]
    };
   }
  }
 });
}

function afterDeadline(state, at) {
 switch (state.phase) {
 case "queue":
  return withoutNotices({
   ...state,
   ...unschedule()
  });

 case "retry":
  return end(state, {
   type: "failed"
  }, at);

 case "blocked":
 case "status":
 case "list":
 case "installs":
  return withoutNotices(state);
 }
}

function afterStop(state, at, isInFlight) {
 if (state.phase === "retry" && isInFlight) return callMade(state, at);
 return withoutNotices(state.phase === "queue" && !isInFlight ? {
  ...state,
  ...unschedule()
 } : state);
}

const FINAL_POLL_TIMEOUT_MS = 1e4;

class Wait {
 options;
 tools;
 context;
 deadline;
 queue;
 exchanges;
 states;
 sent=0;
 isPastDeadline=false;
 isRateLimited=false;
 constructor({targets, scope, options, start}, tools) {
  this.options = options;
  this.tools = tools;
  this.deadline = start + options.timeout;
  this.states = [ ...initialJobs(targets, options, start) ];
  this.context = {
   scope,
   versions: targets.filter(({kind}) => kind === "version").map(({id}) => id)
  };
  this.queue = new RequestQueue({
   ...options,
   deadline: this.deadline
  }, scope);
  this.exchanges = new Exchanges(tools.get, tools.clock);
 }
 get jobs() {
  return [ ...this.states ];
 }
 get requests() {
  return this.sent;
 }
 outcome(reason) {
  return decideOutcome(this.states, reason, this.options);
 }
 async run(signal) {
  const interrupt = () => {
   this.exchanges.interrupt();
  };
  signal.addEventListener("abort", interrupt);
  try {
   for (;;) {
    for (const exchange of this.exchanges.takeEnded()) this.applyResult(exchange);
    const now = this.tools.clock.now();
    this.applyTime(now);
    const reason = this.stopReason(now, signal);
    if (reason !== void 0) {
     for (const index of this.states.keys()) this.apply(index, {
      type: "stopped",
      at: now,
      isInFlight: this.queue.isInFlight(index)
     });
     return reason;
    }
    this.startRequests(now);
    await this.exchanges.sleepUntil(this.nextWakeAt(now));
   }
  } finally {
   signal.removeEventListener("abort", interrupt);
   this.exchanges.cancelAll();
  }
 }
 apply(index, event) {
  const before = this.states[index];
  if (before === void 0) return;
  const {state, notices} = transition(before, event, this.options);
  this.states[index] = state;
  for (const notice of notices) this.tools.notify(notice);
 }
 applyToAll(event, where) {
  for (const [index, job] of this.states.entries()) if (where(job, index)) this.apply(index, event);
 }
 applyResult({request, jobs, result, sentAt, at}) {
  this.endOutages(at);
  const {date, retryAfter} = result instanceof ApiError ? {
   date: void 0,
   retryAfter: result.retryAfter
  } : result, arrival = {
   sentAt,
   at,
   isFinal: at >= this.deadline,
   date,
   retryAfter
  }, random = this.tools.random(), events = toEvents(request.phase, jobs, result, {
   ...arrival,
   random
  }, this.context);
  for (const [position, event] of events.entries()) {
   const index = request.jobIndexes[position];
   if (index !== void 0) this.apply(index, event);
  }
  this.queue.end(request, this.states, at);
 }
 endOutages(at) {
  this.applyToAll({
   type: "time-passed",
   at
  }, job => job.faultState.failedRequests !== void 0);
 }
 applyTime(now) {
  this.endOutages(now);
  if (this.states.filter(({target}) => target.kind === "version").every(job => hasSucceeded(job, this.options))) this.applyToAll({
   type: "unblocked",
   at: now
  }, job => job.phase === "blocked");
  if (now >= this.deadline && !this.isPastDeadline) {
   this.isPastDeadline = true;
   this.applyToAll({
    type: "deadline",
    at: now
   }, (_, index) => !this.queue.isInFlight(index));
  }
  this.cancelUnneeded();
 }
 cancelUnneeded() {
  for (const {key, jobIndexes} of this.queue.requestsInFlight()) if (jobIndexes.every(index => this.states[index]?.ending !== void 0)) this.exchanges.cancel(key);
 }
 stopReason(now, signal) {
  const {failFast} = this.options, failures = this.states.filter(job => hasFailed(job, this.options)), isVersionFailed = failures.some(({target}) => target.kind === "version");
  if (!this.states.some(job => job.ending === void 0 && !(job.phase === "blocked" && isVersionFailed)) || failFast && failures.length > 0) return "finished";
  if (signal.aborted) return "cancelled";
  if (now < this.deadline) return;
  return this.exchanges.isIdle && this.queue.nextStartAt(this.states, now) === 1 / 0 || now >= this.deadline + FINAL_POLL_TIMEOUT_MS ? "deadline" : void 0;
 }
 startRequests(now) {
  for (;;) {
   const request = this.queue.take(this.states, now);
   if (request === void 0) return;
   this.start(request, now);
  }
 }
 start(request, now) {
  const interval = this.queue.start(request, now);
  if (interval !== void 0 && !this.isRateLimited) {
   this.isRateLimited = true;
   this.tools.notify({
    type: "rate-limited",
    at: now,
    interval
   });
  }
  this.sent += 1;
  const jobs = request.jobIndexes.flatMap(index => this.states[index] ?? []);
  for (const index of request.jobIndexes) this.apply(index, {
   type: "sent",
   at: now
  });
  this.exchanges.send(request, jobs, now, isCall(request.phase) || now >= this.deadline);
 }
 nextWakeAt(now) {
  const limit = now < this.deadline ? this.deadline : this.deadline + FINAL_POLL_TIMEOUT_MS, outageEnds = this.states.flatMap(({ending, faultState}) => ending === void 0 ? outageEndsAt(faultState, this.options.outageTimeout) ?? [] : []);
  return Math.min(limit, this.queue.nextStartAt(this.states, now), ...outageEnds);
 }
}

const TICK_INTERVAL_MS = 1e3, UNREPORTED = "The result of the wait could not be reported", NO_OUTCOME = {
 result: "error",
 deciding: void 0,
 jobs: []
};

async function main() {
 const secrets = readSecrets(getInput), redact = createRedactor(secrets), step = new Step(createRunner(secrets.masks, redact), redact), cancellation = new AbortController, unwatch = watchProcess({
  cancel: () => {
   cancellation.abort();
  },
  crash: error => {
   step.finish("crashed", error).then(code => process.exit(code));
  }
 });
 try {
  return await step.finish(await step.run(cancellation.signal));
 } catch (error) {
  return await step.finish("crashed", error);
 } finally {
  unwatch();
 }
}

class Step {
 start=systemClock.now();
 runner;
 redact;
 inputs;
 wait;
 log;
 exitCode;
 constructor(runner, redact) {
  this.runner = runner;
  this.redact = redact;
  this.log = new LogWriter(runner);
 }
 async run(signal) {
  const {start} = this;
  this.record("session", {
   version,
   start: Date.now(),
   inputs: publicInputs(getInput, this.redact)
  });
  const inputs = readInputs(getInput, process.env);
  this.inputs = inputs;
  const wait = new Wait({
   ...inputs,
   start
  }, this.waitTools(inputs));
  this.wait = wait;
  this.log.begin({
   ...inputs,
   jobs: wait.jobs,
   start
  });
  const ticking = setInterval(() => {
   this.log.tick(systemClock.now());
  }, TICK_INTERVAL_MS);
  try {
   return await wait.run(signal);
  } finally {
   clearInterval(ticking);
  }
 }
 finish(reason, error) {
  this.exitCode ??= this.report(reason, error);
  return this.exitCode;
 }
 waitTools({access}) {
  const {runner, redact, start} = this, get = createGet({
   ...access,
   userAgent: `wait-for-clanforge/${version}`
  }, {
   wallClock: Date.now,
   redact
  }), debugTools = {
   debug: runner.debug,
   elapsed: () => systemClock.now() - start
  };
  return {
   clock: systemClock,
   random: Math.random,
   get: isDebug() ? withDebugLog(get, debugTools) : get,
   notify: this.log.notify
  };
 }
 async report(reason, error) {
  try {
   return this.writeReport(this.createReport(reason, error));
  } catch (failure) {
   this.runner.error({
    title: UNREPORTED,
    lines: [ `${UNREPORTED}.`, unexpectedProblem(failure) ]
   });
   return 1;
  } finally {
   await this.runner.flush();
  }
 }
 writeReport(waitReport) {
  const {runner} = this, outputs = toOutputs(waitReport, this.redact), unwritten = runner.writeOutputs(outputs), report = unwritten === void 0 ? waitReport : withProblem(waitReport, unwritten);
  this.log.end(report);
  const hasPassed = isWaitSuccessful(report) && report.problems.length === 0;
  if (!hasPassed) runner.error(createAnnotation(report));
  if (this.inputs?.summary ?? wantsSummary(getInput)) runner.writeSummary(formatSummary(report));
  const code = hasPassed ? 0 : 1;
  this.record("result", {
   code,
   elapsed: report.elapsed,
   outputs
  });
  return code;
 }
 record(name, record) {
  if (isDebug()) writeRecord(this.runner.debug, name, record);
 }
 createReport(reason, error) {
  const now = systemClock.now();
  return {
   outcome: this.wait?.outcome(reason) ?? NO_OUTCOME,
   requests: this.wait?.requests ?? 0,
   elapsed: now - this.start,
   options: this.inputs?.options,
   problems: error === void 0 ? [] : problemsOf(error).map(this.redact),
   now,
   wallClock: Date.now()
  };
 }
}

function withProblem(report, unwritten) {
 return {
  ...report,
  problems: [ ...report.problems, `The outputs could not be written: ${unwritten}` ]
 };
}

function problemsOf(error) {
 return error instanceof InputError ? error.problems : [ unexpectedProblem(error) ];
}

function unexpectedProblem(error) {
 return `This is a bug in wait-for-clanforge. Please report it with the log of this step: ${error instanceof Error ? error.stack ?? error.message : `a thrown ${typeof error}`}`;
}

main().then(code => process.exit(code));
