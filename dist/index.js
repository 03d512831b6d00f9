import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 770:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(218);


/***/ }),

/***/ 218:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var __webpack_unused_export__;


var net = __nccwpck_require__(278);
var tls = __nccwpck_require__(756);
var http = __nccwpck_require__(611);
var https = __nccwpck_require__(692);
var events = __nccwpck_require__(434);
var assert = __nccwpck_require__(613);
var util = __nccwpck_require__(23);


exports.httpOverHttp = httpOverHttp;
exports.httpsOverHttp = httpsOverHttp;
exports.httpOverHttps = httpOverHttps;
exports.httpsOverHttps = httpsOverHttps;


function httpOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  return agent;
}

function httpsOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}

function httpOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  return agent;
}

function httpsOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}


function TunnelingAgent(options) {
  var self = this;
  self.options = options || {};
  self.proxyOptions = self.options.proxy || {};
  self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
  self.requests = [];
  self.sockets = [];

  self.on('free', function onFree(socket, host, port, localAddress) {
    var options = toOptions(host, port, localAddress);
    for (var i = 0, len = self.requests.length; i < len; ++i) {
      var pending = self.requests[i];
      if (pending.host === options.host && pending.port === options.port) {
        // Detect the request to connect same origin server,
        // reuse the connection.
        self.requests.splice(i, 1);
        pending.request.onSocket(socket);
        return;
      }
    }
    socket.destroy();
    self.removeSocket(socket);
  });
}
util.inherits(TunnelingAgent, events.EventEmitter);

TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
  var self = this;
  var options = mergeOptions({request: req}, self.options, toOptions(host, port, localAddress));

  if (self.sockets.length >= this.maxSockets) {
    // We are over limit so we'll add it to the queue.
    self.requests.push(options);
    return;
  }

  // If we are under maxSockets create a new one.
  self.createSocket(options, function(socket) {
    socket.on('free', onFree);
    socket.on('close', onCloseOrRemove);
    socket.on('agentRemove', onCloseOrRemove);
    req.onSocket(socket);

    function onFree() {
      self.emit('free', socket, options);
    }

    function onCloseOrRemove(err) {
      self.removeSocket(socket);
      socket.removeListener('free', onFree);
      socket.removeListener('close', onCloseOrRemove);
      socket.removeListener('agentRemove', onCloseOrRemove);
    }
  });
};

TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
  var self = this;
  var placeholder = {};
  self.sockets.push(placeholder);

  var connectOptions = mergeOptions({}, self.proxyOptions, {
    method: 'CONNECT',
    path: options.host + ':' + options.port,
    agent: false,
    headers: {
      host: options.host + ':' + options.port
    }
  });
  if (options.localAddress) {
    connectOptions.localAddress = options.localAddress;
  }
  if (connectOptions.proxyAuth) {
    connectOptions.headers = connectOptions.headers || {};
    connectOptions.headers['Proxy-Authorization'] = 'Basic ' +
        new Buffer(connectOptions.proxyAuth).toString('base64');
  }

  debug('making CONNECT request');
  var connectReq = self.request(connectOptions);
  connectReq.useChunkedEncodingByDefault = false; // for v0.6
  connectReq.once('response', onResponse); // for v0.6
  connectReq.once('upgrade', onUpgrade);   // for v0.6
  connectReq.once('connect', onConnect);   // for v0.7 or later
  connectReq.once('error', onError);
  connectReq.end();

  function onResponse(res) {
    // Very hacky. This is necessary to avoid http-parser leaks.
    res.upgrade = true;
  }

  function onUpgrade(res, socket, head) {
    // Hacky.
    process.nextTick(function() {
      onConnect(res, socket, head);
    });
  }

  function onConnect(res, socket, head) {
    connectReq.removeAllListeners();
    socket.removeAllListeners();

    if (res.statusCode !== 200) {
      debug('tunneling socket could not be established, statusCode=%d',
        res.statusCode);
      socket.destroy();
      var error = new Error('tunneling socket could not be established, ' +
        'statusCode=' + res.statusCode);
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    if (head.length > 0) {
      debug('got illegal response body from proxy');
      socket.destroy();
      var error = new Error('got illegal response body from proxy');
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    debug('tunneling connection has established');
    self.sockets[self.sockets.indexOf(placeholder)] = socket;
    return cb(socket);
  }

  function onError(cause) {
    connectReq.removeAllListeners();

    debug('tunneling socket could not be established, cause=%s\n',
          cause.message, cause.stack);
    var error = new Error('tunneling socket could not be established, ' +
                          'cause=' + cause.message);
    error.code = 'ECONNRESET';
    options.request.emit('error', error);
    self.removeSocket(placeholder);
  }
};

TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
  var pos = this.sockets.indexOf(socket)
  if (pos === -1) {
    return;
  }
  this.sockets.splice(pos, 1);

  var pending = this.requests.shift();
  if (pending) {
    // If we have pending requests and a socket gets closed a new one
    // needs to be created to take over in the pool for the one that closed.
    this.createSocket(pending, function(socket) {
      pending.request.onSocket(socket);
    });
  }
};

function createSecureSocket(options, cb) {
  var self = this;
  TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
    var hostHeader = options.request.getHeader('host');
    var tlsOptions = mergeOptions({}, self.options, {
      socket: socket,
      servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host
    });

    // 0 is dummy port for v0.6
    var secureSocket = tls.connect(0, tlsOptions);
    self.sockets[self.sockets.indexOf(socket)] = secureSocket;
    cb(secureSocket);
  });
}


function toOptions(host, port, localAddress) {
  if (typeof host === 'string') { // since v0.10
    return {
      host: host,
      port: port,
      localAddress: localAddress
    };
  }
  return host; // for v0.11 or later
}

function mergeOptions(target) {
  for (var i = 1, len = arguments.length; i < len; ++i) {
    var overrides = arguments[i];
    if (typeof overrides === 'object') {
      var keys = Object.keys(overrides);
      for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
        var k = keys[j];
        if (overrides[k] !== undefined) {
          target[k] = overrides[k];
        }
      }
    }
  }
  return target;
}


var debug;
if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) {
  debug = function() {
    var args = Array.prototype.slice.call(arguments);
    if (typeof args[0] === 'string') {
      args[0] = 'TUNNEL: ' + args[0];
    } else {
      args.unshift('TUNNEL:');
    }
    console.error.apply(console, args);
  }
} else {
  debug = function() {};
}
__webpack_unused_export__ = debug; // for test


/***/ }),

/***/ 407:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(896);

process.exit(await (0,_main_js__WEBPACK_IMPORTED_MODULE_0__/* .main */ .i)());

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 896:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i: () => (/* binding */ main)
});

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function utils_toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(611);
var external_http_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_http_, 2);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(692);
var external_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_https_, 2);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
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
//# sourceMappingURL=proxy.js.map
// EXTERNAL MODULE: ./node_modules/tunnel/index.js
var tunnel = __nccwpck_require__(770);
;// CONCATENATED MODULE: ./dev/build/undici-stub.ts
// Takes the place of undici in the bundle (tsconfig.json, `paths`): it would be 86 % of it, and @actions/http-client
// asks for it only in `getAgentDispatcher()`, which nothing here calls.
/** Throws as soon as somebody makes one, so that a caller that should not exist is found. */
const ProxyAgent = function () {
    throw new Error('undici is left out of the bundle, see dev/build/undici-stub.ts');
};

;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
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
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = pm.getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
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
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject : external_http_namespaceObject;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        // gives handlers an opportunity to participate
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_.Agent(options) : new external_http_.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/auth.js
var auth_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
class BasicCredentialHandler {
    constructor(username, password) {
        this.username = username;
        this.password = password;
    }
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class auth_BearerCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Bearer ${this.token}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class PersonalAccessTokenCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`PAT:${this.token}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
//# sourceMappingURL=auth.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var oidc_utils_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_namespaceObject.constants.R_OK | external_fs_namespaceObject.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: external "string_decoder"
const external_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");
// EXTERNAL MODULE: external "events"
var external_events_ = __nccwpck_require__(434);
;// CONCATENATED MODULE: external "child_process"
const external_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");
// EXTERNAL MODULE: external "assert"
var external_assert_ = __nccwpck_require__(613);
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io-util.js
var io_util_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open: io_util_open, readdir, rename, rm, rmdir, stat, symlink, unlink } = external_fs_namespaceObject.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        const result = yield fs.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = external_fs_namespaceObject.constants.O_RDONLY;
function exists(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return io_util_awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = external_path_namespaceObject.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = external_path_namespaceObject.dirname(filePath);
                        const upperName = external_path_namespaceObject.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = external_path_namespaceObject.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io.js
var io_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield ioUtil.exists(dest)) ? yield ioUtil.stat(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path.join(dest, path.basename(source))
            : dest;
        if (!(yield ioUtil.exists(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield ioUtil.stat(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield io_copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (ioUtil.IS_WINDOWS) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield ioUtil.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        ok(fsPath, 'a path argument must be provided');
        yield ioUtil.mkdir(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (IS_WINDOWS) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (IS_WINDOWS && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(external_path_namespaceObject.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (isRooted(tool)) {
            const filePath = yield tryGetExecutablePath(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(external_path_namespaceObject.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(external_path_namespaceObject.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield tryGetExecutablePath(external_path_namespaceObject.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield ioUtil.readdir(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield ioUtil.lstat(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield io_copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield ioUtil.chmod(destDir, (yield ioUtil.stat(sourceDir)).mode);
    });
}
// Buffered file copy
function io_copyFile(srcFile, destFile, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        if ((yield ioUtil.lstat(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield ioUtil.lstat(destFile);
                yield ioUtil.unlink(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield ioUtil.chmod(destFile, '0666');
                    yield ioUtil.unlink(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield ioUtil.readlink(srcFile);
            yield ioUtil.symlink(symlinkFull, destFile, ioUtil.IS_WINDOWS ? 'junction' : null);
        }
        else if (!(yield ioUtil.exists(destFile)) || force) {
            yield ioUtil.copyFile(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/toolrunner.js
var toolrunner_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const toolrunner_IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_.EventEmitter {
    constructor(toolPath, args, options) {
        super();
        if (!toolPath) {
            throw new Error("Parameter 'toolPath' cannot be null or empty.");
        }
        this.toolPath = toolPath;
        this.args = args || [];
        this.options = options || {};
    }
    _debug(message) {
        if (this.options.listeners && this.options.listeners.debug) {
            this.options.listeners.debug(message);
        }
    }
    _getCommandString(options, noPrefix) {
        const toolPath = this._getSpawnFileName();
        const args = this._getSpawnArgs(options);
        let cmd = noPrefix ? '' : '[command]'; // omit prefix when piped to a second tool
        if (toolrunner_IS_WINDOWS) {
            // Windows + cmd file
            if (this._isCmdFile()) {
                cmd += toolPath;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows + verbatim
            else if (options.windowsVerbatimArguments) {
                cmd += `"${toolPath}"`;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows (regular)
            else {
                cmd += this._windowsQuoteCmdArg(toolPath);
                for (const a of args) {
                    cmd += ` ${this._windowsQuoteCmdArg(a)}`;
                }
            }
        }
        else {
            // OSX/Linux - this can likely be improved with some form of quoting.
            // creating processes on Unix is fundamentally different than Windows.
            // on Unix, execvp() takes an arg array.
            cmd += toolPath;
            for (const a of args) {
                cmd += ` ${a}`;
            }
        }
        return cmd;
    }
    _processLineBuffer(data, strBuffer, onLine) {
        try {
            let s = strBuffer + data.toString();
            let n = s.indexOf(external_os_namespaceObject.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_namespaceObject.EOL.length);
                n = s.indexOf(external_os_namespaceObject.EOL);
            }
            return s;
        }
        catch (err) {
            // streaming lines to console is best effort.  Don't fail a build.
            this._debug(`error processing line. Failed with error ${err}`);
            return '';
        }
    }
    _getSpawnFileName() {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
                for (const a of this.args) {
                    argline += ' ';
                    argline += options.windowsVerbatimArguments
                        ? a
                        : this._windowsQuoteCmdArg(a);
                }
                argline += '"';
                return [argline];
            }
        }
        return this.args;
    }
    _endsWith(str, end) {
        return str.endsWith(end);
    }
    _isCmdFile() {
        const upperToolPath = this.toolPath.toUpperCase();
        return (this._endsWith(upperToolPath, '.CMD') ||
            this._endsWith(upperToolPath, '.BAT'));
    }
    _windowsQuoteCmdArg(arg) {
        // for .exe, apply the normal quoting rules that libuv applies
        if (!this._isCmdFile()) {
            return this._uvQuoteCmdArg(arg);
        }
        // otherwise apply quoting rules specific to the cmd.exe command line parser.
        // the libuv rules are generic and are not designed specifically for cmd.exe
        // command line parser.
        //
        // for a detailed description of the cmd.exe command line parser, refer to
        // http://stackoverflow.com/questions/4094699/how-does-the-windows-command-interpreter-cmd-exe-parse-scripts/7970912#7970912
        // need quotes for empty arg
        if (!arg) {
            return '""';
        }
        // determine whether the arg needs to be quoted
        const cmdSpecialChars = [
            ' ',
            '\t',
            '&',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '^',
            '=',
            ';',
            '!',
            "'",
            '+',
            ',',
            '`',
            '~',
            '|',
            '<',
            '>',
            '"'
        ];
        let needsQuotes = false;
        for (const char of arg) {
            if (cmdSpecialChars.some(x => x === char)) {
                needsQuotes = true;
                break;
            }
        }
        // short-circuit if quotes not needed
        if (!needsQuotes) {
            return arg;
        }
        // the following quoting rules are very similar to the rules that by libuv applies.
        //
        // 1) wrap the string in quotes
        //
        // 2) double-up quotes - i.e. " => ""
        //
        //    this is different from the libuv quoting rules. libuv replaces " with \", which unfortunately
        //    doesn't work well with a cmd.exe command line.
        //
        //    note, replacing " with "" also works well if the arg is passed to a downstream .NET console app.
        //    for example, the command line:
        //          foo.exe "myarg:""my val"""
        //    is parsed by a .NET console app into an arg array:
        //          [ "myarg:\"my val\"" ]
        //    which is the same end result when applying libuv quoting rules. although the actual
        //    command line from libuv quoting rules would look like:
        //          foo.exe "myarg:\"my val\""
        //
        // 3) double-up slashes that precede a quote,
        //    e.g.  hello \world    => "hello \world"
        //          hello\"world    => "hello\\""world"
        //          hello\\"world   => "hello\\\\""world"
        //          hello world\    => "hello world\\"
        //
        //    technically this is not required for a cmd.exe command line, or the batch argument parser.
        //    the reasons for including this as a .cmd quoting rule are:
        //
        //    a) this is optimized for the scenario where the argument is passed from the .cmd file to an
        //       external program. many programs (e.g. .NET console apps) rely on the slash-doubling rule.
        //
        //    b) it's what we've been doing previously (by deferring to node default behavior) and we
        //       haven't heard any complaints about that aspect.
        //
        // note, a weakness of the quoting rules chosen here, is that % is not escaped. in fact, % cannot be
        // escaped when used on the command line directly - even though within a .cmd file % can be escaped
        // by using %%.
        //
        // the saving grace is, on the command line, %var% is left as-is if var is not defined. this contrasts
        // the line parsing rules within a .cmd file, where if var is not defined it is replaced with nothing.
        //
        // one option that was explored was replacing % with ^% - i.e. %var% => ^%var^%. this hack would
        // often work, since it is unlikely that var^ would exist, and the ^ character is removed when the
        // variable is used. the problem, however, is that ^ is not removed when %* is used to pass the args
        // to an external program.
        //
        // an unexplored potential solution for the % escaping problem, is to create a wrapper .cmd file.
        // % can be escaped within a .cmd file.
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\'; // double the slash
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '"'; // double the quote
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _uvQuoteCmdArg(arg) {
        // Tool runner wraps child_process.spawn() and needs to apply the same quoting as
        // Node in certain cases where the undocumented spawn option windowsVerbatimArguments
        // is used.
        //
        // Since this function is a port of quote_cmd_arg from Node 4.x (technically, lib UV,
        // see https://github.com/nodejs/node/blob/v4.x/deps/uv/src/win/process.c for details),
        // pasting copyright notice from Node within this function:
        //
        //      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
        //
        //      Permission is hereby granted, free of charge, to any person obtaining a copy
        //      of this software and associated documentation files (the "Software"), to
        //      deal in the Software without restriction, including without limitation the
        //      rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
        //      sell copies of the Software, and to permit persons to whom the Software is
        //      furnished to do so, subject to the following conditions:
        //
        //      The above copyright notice and this permission notice shall be included in
        //      all copies or substantial portions of the Software.
        //
        //      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
        //      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        //      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        //      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        //      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
        //      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        //      IN THE SOFTWARE.
        if (!arg) {
            // Need double quotation for empty argument
            return '""';
        }
        if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
            // No quotation needed
            return arg;
        }
        if (!arg.includes('"') && !arg.includes('\\')) {
            // No embedded double quotes or backslashes, so I can just wrap
            // quote marks around the whole thing.
            return `"${arg}"`;
        }
        // Expected input/output:
        //   input : hello"world
        //   output: "hello\"world"
        //   input : hello""world
        //   output: "hello\"\"world"
        //   input : hello\world
        //   output: hello\world
        //   input : hello\\world
        //   output: hello\\world
        //   input : hello\"world
        //   output: "hello\\\"world"
        //   input : hello\\"world
        //   output: "hello\\\\\"world"
        //   input : hello world\
        //   output: "hello world\\" - note the comment in libuv actually reads "hello world\"
        //                             but it appears the comment is wrong, it should be "hello world\\"
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\';
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '\\';
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _cloneExecOptions(options) {
        options = options || {};
        const result = {
            cwd: options.cwd || process.cwd(),
            env: options.env || process.env,
            silent: options.silent || false,
            windowsVerbatimArguments: options.windowsVerbatimArguments || false,
            failOnStdErr: options.failOnStdErr || false,
            ignoreReturnCode: options.ignoreReturnCode || false,
            delay: options.delay || 10000
        };
        result.outStream = options.outStream || process.stdout;
        result.errStream = options.errStream || process.stderr;
        return result;
    }
    _getSpawnOptions(options, toolPath) {
        options = options || {};
        const result = {};
        result.cwd = options.cwd;
        result.env = options.env;
        result['windowsVerbatimArguments'] =
            options.windowsVerbatimArguments || this._isCmdFile();
        if (options.windowsVerbatimArguments) {
            result.argv0 = `"${toolPath}"`;
        }
        return result;
    }
    /**
     * Exec a tool.
     * Output will be streamed to the live console.
     * Returns promise with return code
     *
     * @param     tool     path to tool to exec
     * @param     options  optional exec options.  See ExecOptions
     * @returns   number
     */
    exec() {
        return toolrunner_awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!isRooted(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (toolrunner_IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_namespaceObject.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield which(this.toolPath, true);
            return new Promise((resolve, reject) => toolrunner_awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_namespaceObject.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield exists(this.options.cwd))) {
                    return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
                }
                const fileName = this._getSpawnFileName();
                const cp = external_child_process_namespaceObject.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
                let stdbuffer = '';
                if (cp.stdout) {
                    cp.stdout.on('data', (data) => {
                        if (this.options.listeners && this.options.listeners.stdout) {
                            this.options.listeners.stdout(data);
                        }
                        if (!optionsNonNull.silent && optionsNonNull.outStream) {
                            optionsNonNull.outStream.write(data);
                        }
                        stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.stdline) {
                                this.options.listeners.stdline(line);
                            }
                        });
                    });
                }
                let errbuffer = '';
                if (cp.stderr) {
                    cp.stderr.on('data', (data) => {
                        state.processStderr = true;
                        if (this.options.listeners && this.options.listeners.stderr) {
                            this.options.listeners.stderr(data);
                        }
                        if (!optionsNonNull.silent &&
                            optionsNonNull.errStream &&
                            optionsNonNull.outStream) {
                            const s = optionsNonNull.failOnStdErr
                                ? optionsNonNull.errStream
                                : optionsNonNull.outStream;
                            s.write(data);
                        }
                        errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.errline) {
                                this.options.listeners.errline(line);
                            }
                        });
                    });
                }
                cp.on('error', (err) => {
                    state.processError = err.message;
                    state.processExited = true;
                    state.processClosed = true;
                    state.CheckComplete();
                });
                cp.on('exit', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                cp.on('close', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    state.processClosed = true;
                    this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                state.on('done', (error, exitCode) => {
                    if (stdbuffer.length > 0) {
                        this.emit('stdline', stdbuffer);
                    }
                    if (errbuffer.length > 0) {
                        this.emit('errline', errbuffer);
                    }
                    cp.removeAllListeners();
                    if (error) {
                        reject(error);
                    }
                    else {
                        resolve(exitCode);
                    }
                });
                if (this.options.input) {
                    if (!cp.stdin) {
                        throw new Error('child process missing stdin');
                    }
                    cp.stdin.end(this.options.input);
                }
            }));
        });
    }
}
/**
 * Convert an arg string to an array of args. Handles escaping
 *
 * @param    argString   string of arguments
 * @returns  string[]    array of arguments
 */
function argStringToArray(argString) {
    const args = [];
    let inQuotes = false;
    let escaped = false;
    let arg = '';
    function append(c) {
        // we only escape double quotes.
        if (escaped && c !== '"') {
            arg += '\\';
        }
        arg += c;
        escaped = false;
    }
    for (let i = 0; i < argString.length; i++) {
        const c = argString.charAt(i);
        if (c === '"') {
            if (!escaped) {
                inQuotes = !inQuotes;
            }
            else {
                append(c);
            }
            continue;
        }
        if (c === '\\' && escaped) {
            append(c);
            continue;
        }
        if (c === '\\' && inQuotes) {
            escaped = true;
            continue;
        }
        if (c === ' ' && !inQuotes) {
            if (arg.length > 0) {
                args.push(arg);
                arg = '';
            }
            continue;
        }
        append(c);
    }
    if (arg.length > 0) {
        args.push(arg.trim());
    }
    return args;
}
class ExecState extends external_events_.EventEmitter {
    constructor(options, toolPath) {
        super();
        this.processClosed = false; // tracks whether the process has exited and stdio is closed
        this.processError = '';
        this.processExitCode = 0;
        this.processExited = false; // tracks whether the process has exited
        this.processStderr = false; // tracks whether stderr was written to
        this.delay = 10000; // 10 seconds
        this.done = false;
        this.timeout = null;
        if (!toolPath) {
            throw new Error('toolPath must not be empty');
        }
        this.options = options;
        this.toolPath = toolPath;
        if (options.delay) {
            this.delay = options.delay;
        }
    }
    CheckComplete() {
        if (this.done) {
            return;
        }
        if (this.processClosed) {
            this._setResult();
        }
        else if (this.processExited) {
            this.timeout = (0,external_timers_namespaceObject.setTimeout)(ExecState.HandleTimeout, this.delay, this);
        }
    }
    _debug(message) {
        this.emit('debug', message);
    }
    _setResult() {
        // determine whether there is an error
        let error;
        if (this.processExited) {
            if (this.processError) {
                error = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
            }
            else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
                error = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
            }
            else if (this.processStderr && this.options.failOnStdErr) {
                error = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
            }
        }
        // clear the timeout
        if (this.timeout) {
            clearTimeout(this.timeout);
            this.timeout = null;
        }
        this.done = true;
        this.emit('done', error, this.processExitCode);
    }
    static HandleTimeout(state) {
        if (state.done) {
            return;
        }
        if (!state.processClosed && state.processExited) {
            const message = `The STDIO streams did not close within ${state.delay / 1000} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
            state._debug(message);
        }
        state._setResult();
    }
}
//# sourceMappingURL=toolrunner.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/exec.js
var exec_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


/**
 * Exec a command.
 * Output will be streamed to the live console.
 * Returns promise with return code
 *
 * @param     commandLine        command to execute (can include additional args). Must be correctly escaped.
 * @param     args               optional arguments for tool. Escaping is handled by the lib.
 * @param     options            optional exec options.  See ExecOptions
 * @returns   Promise<number>    exit code
 */
function exec_exec(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        const commandArgs = tr.argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new tr.ToolRunner(toolPath, args, options);
        return runner.exec();
    });
}
/**
 * Exec a command and get the output.
 * Output will be streamed to the live console.
 * Returns promise with the exit code and collected stdout and stderr
 *
 * @param     commandLine           command to execute (can include additional args). Must be correctly escaped.
 * @param     args                  optional arguments for tool. Escaping is handled by the lib.
 * @param     options               optional exec options.  See ExecOptions
 * @returns   Promise<ExecOutput>   exit code, stdout, and stderr
 */
function getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new StringDecoder('utf8');
        const stderrDecoder = new StringDecoder('utf8');
        const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
        const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
        const stdErrListener = (data) => {
            stderr += stderrDecoder.write(data);
            if (originalStdErrListener) {
                originalStdErrListener(data);
            }
        };
        const stdOutListener = (data) => {
            stdout += stdoutDecoder.write(data);
            if (originalStdoutListener) {
                originalStdoutListener(data);
            }
        };
        const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
        const exitCode = yield exec_exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
        //flush any remaining characters
        stdout += stdoutDecoder.end();
        stderr += stderrDecoder.end();
        return {
            exitCode,
            stdout,
            stderr
        };
    });
}
//# sourceMappingURL=exec.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
var external_node_http_default = /*#__PURE__*/__nccwpck_require__.n(external_node_http_namespaceObject);
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
var external_node_https_default = /*#__PURE__*/__nccwpck_require__.n(external_node_https_namespaceObject);
;// CONCATENATED MODULE: ./src/errors.ts
/** One or more inputs of the step are wrong. Raised before any request is made. */
class InputError extends Error {
    name = 'InputError';
    /** One sentence per problem: the input, its value (never a secret's) and what is accepted. */
    problems;
    constructor(problems) {
        super(problems.length === 1 ? problems.join('') : ['several inputs are wrong:', ...problems].join('\n- '));
        this.problems = problems;
    }
}
/** One request that gave no usable answer. Its message holds neither a query string nor a header. */
class ApiError extends Error {
    name = 'ApiError';
    kind;
    /** HTTP status, where there was one. */
    status;
    /** How long the server asked to be left alone, in ms. */
    retryAfter;
    /** What the server said about it, uncut and untrusted: redact before you cut, cut before you print. */
    detail;
    constructor(kind, message, details = {}) {
        super(message, { cause: details.cause });
        this.kind = kind;
        this.status = details.status;
        this.retryAfter = details.retryAfter;
        this.detail = details.detail ?? '';
    }
}

;// CONCATENATED MODULE: ./src/clanforge/json.ts
/** A JSON object; an array, `null` or a scalar gives undefined. */
function asObject(value) {
    return typeof value === 'object' && value !== null && !isArray(value) ? value : undefined;
}
/** Whether it is a JSON array. (`Array.isArray` does not narrow readonly arrays.) */
function isArray(value) {
    return Array.isArray(value);
}
const DECIMAL = /^\s*[+-]?\d+(?:\.\d+)?\s*$/;
/**
 * A finite number, read leniently: numbers as strings, booleans as 0 and 1.
 * Clanforge's pages call `jobstart` a string and disagree on `jobfailed`, so no field's type is trusted.
 */
function toNumber(value) {
    const number = typeof value === 'string' ? fromText(value) : typeof value === 'boolean' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
function fromText(text) {
    if (DECIMAL.test(text))
        return Number(text);
    const word = text.trim().toLowerCase();
    return word === 'true' ? 1 : word === 'false' ? 0 : undefined;
}
/** A boolean, read leniently: 0 and 1, and both as text. */
function toBoolean(value) {
    const number = toNumber(value);
    return number === 0 ? false : number === 1 ? true : undefined;
}
/** A text that is not blank, trimmed. */
function toText(value) {
    const text = typeof value === 'string' ? value.trim() : '';
    return text === '' ? undefined : text;
}
/** An id, which may come as a number or as a string. */
function toId(value) {
    return typeof value === 'number' ? String(value) : toText(value);
}
/** Whether it is the id asked for; a number so large that JSON has rounded it is compared as one. */
function isId(value, id) {
    return toId(value) === id || (typeof value === 'number' && value === Number(id));
}

;// CONCATENATED MODULE: ./src/clanforge/network-errors.ts

/** The codes of OpenSSL and Node for a certificate that is not trusted, not valid, or another host's. */
const CERTIFICATE = /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERROR_IN_(CERT|CRL)|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED)/;
/** The codes of a handshake that came to nothing: nothing was sent. */
const HANDSHAKE = /^(EPROTO|ERR_SSL_|ERR_TLS_)/;
/** Node's and the tunnel's words for a connection that broke before it could carry a request; both say ECONNRESET. */
const BEFORE_REQUEST = /before secure TLS connection was established|tunneling socket could not be established/;
/** The system calls that come before anything is sent. */
const CONNECTING = new Set(['connect', 'getaddrinfo', 'getaddrinfow']);
/**
 * What an error of Node's network stack means for a poller. Its text may hold an address, never a path or a header.
 *
 * @param error whatever @actions/http-client rejected with
 */
function toApiError(error) {
    if (error instanceof ApiError)
        return error;
    const { code, syscall, message } = details(error);
    if (CERTIFICATE.test(code))
        return new ApiError('certificate', `the certificate was refused (${code})`, { cause: error });
    if (CONNECTING.has(syscall) || HANDSHAKE.test(code) || BEFORE_REQUEST.test(message)) {
        return new ApiError('connect', connectText(code, message), { cause: error });
    }
    return new ApiError('network', `the connection broke (${code === '' ? 'no code' : code})`, { cause: error });
}
function connectText(code, message) {
    const proxy = /tunneling socket could not be established, (?:statusCode=(\d+))?/.exec(message);
    if (proxy === null)
        return `no connection (${code})`;
    return proxy[1] === undefined ? 'no connection through the proxy' : `the proxy answered ${proxy[1]}`;
}
function details(error) {
    // Happy eyeballs: where every address failed, the errors of the attempts are inside.
    const inner = error instanceof AggregateError ? error.errors[0] : undefined;
    const { code = '', syscall = '', message = '' } = (inner ?? error);
    return { code, syscall, message };
}

;// CONCATENATED MODULE: ./src/clanforge/client.ts






/** A request may take this long in all: connect, proxy CONNECT, TLS, headers and body. ms */
const REQUEST_DEADLINE = 30_000;
/** The page of an error is read for what it says, never for longer than this. ms, bytes */
const ERROR_PAGE = { deadline: 3_000, bytes: 64 * 1024 };
/**
 * The GET of this API, on @actions/http-client, which brings keep-alive and proxies.
 * Its own get() and readBody() are not used: they have no deadline over connect and CONNECT, and a body that is
 * cut or stalls never settles. Its redirects leak headers and its retries know no Retry-After: both are off.
 *
 * @param wallClock ms since 1970, only for a Retry-After that is a date when the answer has no Date header
 */
function createGet(access, wallClock, deadline = REQUEST_DEADLINE) {
    const client = new lib_HttpClient('', [], { allowRedirects: false, allowRetries: false, keepAlive: true });
    return async (request, signal) => {
        const limit = new AbortController();
        const timer = setTimeout(() => {
            limit.abort(new ApiError('timeout', `no whole answer within ${String(deadline / 1000)} s`));
        }, deadline);
        const either = AbortSignal.any([signal, limit.signal]);
        try {
            const message = await orAbort(send(client, access, request, either), either);
            return await orAbort(readAnswer(message, request, wallClock), either);
        }
        catch (error) {
            if (signal.aborted)
                throw new ApiError('aborted', 'the wait was over', { cause: error });
            throw toApiError(limit.signal.aborted ? limit.signal.reason : error);
        }
        finally {
            clearTimeout(timer);
        }
    };
}
/** A request that waits for a proxy's answer to CONNECT cannot be destroyed, so nobody waits for its end. */
async function orAbort(work, signal) {
    const { promise, reject } = Promise.withResolvers();
    const stop = () => {
        reject(new Error('stopped'));
    };
    if (signal.aborted)
        stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
        return await Promise.race([work, promise]);
    }
    finally {
        signal.removeEventListener('abort', stop);
    }
}
async function send(client, access, request, signal) {
    const url = new URL(access.url + request.path);
    url.search = new URLSearchParams(request.query).toString();
    const options = {
        // The library leaves the brackets of an IPv6 literal on, and then looks it up as a name.
        host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: url.port,
        path: url.pathname + url.search,
        method: 'GET',
        headers: {
            authorization: access.authorization,
            accept: 'application/json',
            // Clanforge's authentication page asks for it, on requests without a body too.
            'content-type': 'application/x-www-form-urlencoded',
            'user-agent': access.userAgent,
        },
        agent: client.getAgent(url.href),
        signal,
    };
    const httpModule = url.protocol === 'https:' ? (external_node_https_default()) : (external_node_http_default());
    const response = await client.requestRaw({ options, parsedUrl: url, httpModule }, null);
    return response.message;
}
async function readAnswer(message, request, wallClock) {
    const status = message.statusCode ?? 0;
    const date = toStamp(message.headers.date);
    const retryAfter = toDelay(message.headers['retry-after'], date ?? wallClock() / 1000);
    if (status < 200 || status > 299) {
        const detail = describe(await readErrorPage(message));
        throw new ApiError('status', `HTTP ${String(status)}`, { status, retryAfter, detail });
    }
    const text = await readBody(message, request.maxBytes);
    try {
        return { body: JSON.parse(text), date, retryAfter };
    }
    catch (cause) {
        throw new ApiError('bad-answer', 'the answer is not JSON', {
            status,
            retryAfter,
            detail: describe(text),
            cause,
        });
    }
}
async function readBody(message, maxBytes) {
    const chunks = [];
    let size = 0;
    for await (const chunk of message) {
        size += chunk.length;
        if (size > maxBytes)
            throw new ApiError('too-large', `the answer is larger than ${String(maxBytes / 1024 / 1024)} MiB`);
        chunks.push(chunk);
    }
    // TextDecoder drops a byte order mark, which JSON.parse would stumble over.
    return new TextDecoder().decode(Buffer.concat(chunks));
}
/** The status has decided already; a page that is cut, stalls or never ends only says less. */
async function readErrorPage(message) {
    const timer = setTimeout(() => message.destroy(), ERROR_PAGE.deadline);
    try {
        return await readBody(message, ERROR_PAGE.bytes);
    }
    catch {
        return '';
    }
    finally {
        clearTimeout(timer);
    }
}
/** What a page says for a person: Clanforge's error message, or the title of a web page. Untrusted. */
function describe(page) {
    try {
        const answer = asObject(JSON.parse(page));
        return toText(answer?.['error_message']) ?? toText(answer?.['message']) ?? toText(answer?.['error']) ?? '';
    }
    catch {
        return /<title[^>]*>([^<]*)/i.exec(page)?.[1]?.trim() ?? '';
    }
}
function toStamp(header) {
    const ms = Date.parse(header ?? '');
    return Number.isNaN(ms) ? undefined : ms / 1000;
}
/** Retry-After, in seconds or as a date, as ms from now; undefined when it is neither. */
function toDelay(header, now) {
    const seconds = /^\s*\d+\s*$/.test(header ?? '') ? Number(header) : (toStamp(header) ?? NaN) - now;
    return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : undefined;
}

;// CONCATENATED MODULE: ./src/credentials.ts
/** The least length at which the ASID is masked: a shorter number would blot out timestamps and make the runner drop outputs. */
const ASID_MASK_LENGTH = 6;
const ONE_OF_TWO = 'accepted: either access-key and secret-key, or bearer-token';
/** The secrets among the inputs, whether or not the inputs are any good: they are masked before anything is said. */
function readSecrets(read) {
    const [key, secret] = [read('access-key'), read('secret-key')];
    const pair = key === '' && secret === '' ? '' : basicPair(key, secret);
    const texts = [key, secret, pair, read('bearer-token')].filter(text => text !== '');
    const asid = read('accountserviceid');
    return { texts, masks: asid.length >= ASID_MASK_LENGTH ? [...texts, asid] : texts };
}
/** Gives a function that replaces secrets by `***`, also where they stand escaped as in JSON or in a URL. */
function createRedactor({ texts }) {
    const spellings = texts.flatMap(text => [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text)]);
    // The longest first: a secret that is part of another must not spoil it.
    const longestFirst = [...new Set(spellings)].sort((a, b) => b.length - a.length);
    return text => longestFirst.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}
/** The value of the Authorization header. What is wrong with the credentials is added to `problems`, without their values. */
function readAuthorization(read, problems) {
    const [key, secret, token] = [read('access-key'), read('secret-key'), read('bearer-token')];
    if (token === '') {
        problems.push(...pairProblems(key, secret));
        return `Basic ${basicPair(key, secret)}`;
    }
    if (key !== '' || secret !== '')
        problems.push(`bearer-token is set beside access-key or secret-key; ${ONE_OF_TWO}`);
    problems.push(...tokenProblems(token));
    return `Bearer ${token}`;
}
function pairProblems(key, secret) {
    if (key === '' && secret === '')
        return [`access-key, secret-key and bearer-token are empty; ${ONE_OF_TWO}`];
    const half = key === '' ? 'access-key' : secret === '' ? 'secret-key' : undefined;
    return half === undefined ? [] : [`${half} is empty; accepted: access-key and secret-key together`];
}
function tokenProblems(token) {
    if (/^(gh[a-z]_|github_pat_)/i.test(token)) {
        return [
            'bearer-token looks like a GitHub token, which must not leave GitHub; accepted: a token of the Clanforge host',
        ];
    }
    // Anything else would not fit into a header.
    return /^[\x21-\x7e]+$/.test(token)
        ? []
        : ['bearer-token has spaces, line breaks or characters that no token has; accepted: the token alone'];
}
function basicPair(key, secret) {
    return Buffer.from(`${key}:${secret}`).toString('base64');
}

;// CONCATENATED MODULE: ./src/clanforge/job.ts

/** The fields of an answer that become outputs, under the API's own names, in the order of the outputs. */
const fieldNames = [
    'success',
    'jobprogress',
    'jobstateid',
    'jobstatename',
    'jobfailed',
    'joberror',
    'jobcreated',
    'jobstart',
    'jobeta',
    'jobupdated',
    'updateid',
    'diffid',
    'imageversionid',
    'versionmirrorid',
    'machinejobid',
    'installs_squashed',
    'pending_machines',
    'failed_machines',
    'completed_machines',
];
/** The states of a job, `jobstateid`; in this order from 1 (clanforge-api, "Job states and fields"). */
const states = ['created', 'pending', 'queued', 'running', 'complete', 'failed', 'squashed'];
/** The kept fields of an answer and nothing else, so that a diff's list of files can be let go at once. */
function pickFields(answer) {
    return Object.fromEntries(fieldNames.filter(name => Object.hasOwn(answer, name)).map(name => [name, answer[name]]));
}
/** Whether the answer says that the request did not succeed. */
function isDenied(answer) {
    return toBoolean(answer['error']) === true || toBoolean(answer['success']) === false;
}
/** Reads a job; undefined when not one of the four fields that make an answer usable can be read. */
function readJob(answer) {
    const [id, name] = [toNumber(answer['jobstateid']), toText(answer['jobstatename'])];
    const [progress, failures] = [toNumber(answer['jobprogress']), toNumber(answer['jobfailed'])];
    if (id === undefined && name === undefined && progress === undefined && failures === undefined)
        return undefined;
    return {
        type: 'job',
        state: stateOf(id, name),
        stateName: name ?? (id === undefined ? '' : `state ${String(id)}`),
        progress,
        failures: failures ?? 0,
        eta: toNumber(answer['jobeta']),
        start: toNumber(answer['jobstart']),
        created: toNumber(answer['jobcreated']),
        updated: toNumber(answer['jobupdated']),
        denied: isDenied(answer),
    };
}
/** The number decides; the name only when there is none, in any case, `Complete` and `Completed` alike. */
function stateOf(id, name) {
    if (id !== undefined)
        return states[id - 1] ?? 'unknown';
    if (name === undefined)
        return 'absent';
    const spelled = name.toLowerCase();
    return states.find(state => state === (spelled === 'completed' ? 'complete' : spelled)) ?? 'unknown';
}
/** Reads a rollout's counters; undefined without `pending_machines`. An early version of the endpoint had no `failed_machines`. */
function readRollout(answer) {
    const pending = toNumber(answer['pending_machines']);
    if (pending === undefined)
        return undefined;
    return {
        type: 'rollout',
        pending,
        failed: toNumber(answer['failed_machines']) ?? 0,
        completed: toNumber(answer['completed_machines']) ?? 0,
        denied: isDenied(answer),
    };
}

;// CONCATENATED MODULE: ./src/clanforge/kinds.ts

const MIB = 1024 * 1024;
/**
 * Every kind of job that can be waited for, in the order in which a step's jobs are named.
 * A new kind is one entry here; its input, its ids in log, outputs and summary follow from it.
 */
const kinds = {
    update: {
        noun: 'image update',
        input: 'updateid',
        status: (id, scope) => v1(`imageupdate/${id}/status`, scope),
        retry: (id, scope) => v1(`imageupdate/${id}/retry`, scope),
        read: readJob,
        echo: 'updateid',
    },
    diff: {
        noun: 'image diff',
        input: 'diffid',
        // Without diff_info there are no game, machine and image objects; the lists of files come all the same.
        status: (id, scope) => v1(`imagediff/${id}/status`, scope, { diff_info: '0' }, 64 * MIB),
        retry: (id, scope) => v1(`imagediff/${id}/retry`, scope, {}, 64 * MIB),
        read: readJob,
        echo: 'diffid',
    },
    version: {
        noun: 'image version',
        input: 'imageversionid',
        status: (id, scope) => v1(`imageversion/${id}/status`, scope),
        read: readJob,
        echo: 'imageversionid',
    },
    install: {
        noun: 'image install',
        input: 'jobid',
        status: (id, scope) => v1(`imageinstall/${id}/queue`, scope, { mirroring: String(scope.mirroring) }),
        read: readJob,
        queues: true,
    },
    rollout: {
        noun: 'rollout of image',
        input: 'imageid',
        status: (id, scope) => ({
            path: `/cfp/v2/project/${encodeURIComponent(scope.asid)}/image/${id}/status`,
            query: {},
            maxBytes: MIB,
        }),
        read: readRollout,
    },
};
/** All kinds, in their order. */
const kindNames = Object.keys(kinds);
/** A kind by its name, as the interface that all kinds share. */
function kindOf(target) {
    return kinds[target.kind];
}
/** `imageinstall/status`: every install of the account that is not complete, in one answer. */
function listInstalls(scope) {
    return v1('imageinstall/status', scope, {}, 16 * MIB);
}
function v1(path, scope, query = {}, maxBytes = MIB) {
    const asid = scope.asid === '' ? {} : { accountserviceid: scope.asid };
    return { path: `/cfp/v1/${path}`, query: { ...asid, ...query }, maxBytes };
}

;// CONCATENATED MODULE: ./src/input-parsers.ts
const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** The longest duration, in ms: timers overflow soon after it, and no runner works for so long. */
const LONGEST = 24 * 86_400_000;
/** `500ms`, `90s`, `1h30m`: a duration in ms, more than 0 and at most 24 days. */
const duration = text => {
    if (/^\d+$/.test(text))
        return { accepts: 'a duration with a unit, such as 30s or 30m' };
    if (!/^(\d+(ms|s|m|h|d))+$/.test(text))
        return { accepts: 'a duration such as 500ms, 90s, 45m or 1h30m' };
    const parts = [...text.matchAll(/(\d+)(ms|[smhd])/g)];
    const ms = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? NaN), 0);
    return ms > 0 && ms <= LONGEST ? { value: ms } : { accepts: 'more than 0 and at most 24d' };
};
/** `true`, `false`, `1`, `0`, in any case. */
const input_parsers_boolean = text => {
    const word = text.toLowerCase();
    if (word === 'true' || word === '1')
        return { value: true };
    return word === 'false' || word === '0' ? { value: false } : { accepts: 'true, false, 1 or 0' };
};
/** A whole number, 0 or more. */
const count = text => /^\d{1,15}$/.test(text) ? { value: Number(text) } : { accepts: 'a whole number, 0 or more' };
/** A whole number of machines, or a share of all of them such as `5%`. */
const allowance = text => {
    const share = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(text);
    if (share !== null && Number(share[1]) <= 100)
        return { value: { percent: Number(share[1]) } };
    const machines = count(text);
    return 'value' in machines
        ? { value: { machines: machines.value } }
        : { accepts: 'a number of machines, or a share of them such as 5%' };
};
/** One of a few words. */
const oneOf = (...words) => text => {
    const value = words.find(word => word === text);
    return value === undefined ? { accepts: words.join(' or ') } : { value };
};
/** A URL to put paths after: https, or http on this machine; no user info, no query. Without the slash at its end. */
const baseUrl = text => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !['http:', 'https:'].includes(url.protocol))
        return { accepts: 'an https URL' };
    if (url.username !== '' || url.password !== '')
        return { accepts: 'a URL without user name and password' };
    if (url.search !== '' || url.hash !== '' || /[?#]/.test(text))
        return { accepts: 'a URL without query and fragment' };
    // Plain http would put the credentials on the wire before any redirect to https.
    if (url.protocol === 'http:' && !isLoopback(url.hostname))
        return { accepts: 'https; http is only for localhost and 127.0.0.0/8' };
    return { value: (url.origin + url.pathname).replace(/\/+$/, '') };
};
function isLoopback(host) {
    return host === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host);
}

;// CONCATENATED MODULE: ./src/inputs.ts




/** The inputs that have a default, which an empty value stands for, as `action.yml` has them. */
const inputDefaults = {
    'api-url': 'https://api.multiplay.co.uk',
    timeout: '1h',
    'stall-timeout': '',
    'outage-timeout': '5m',
    'min-poll-interval': '2s',
    'max-poll-interval': '60s',
    'max-jobfailed': '0',
    'allowed-failed-machines': '0',
    'on-squashed': 'fail',
    'fail-fast': 'true',
    'install-mode': 'poll',
    'job-retries': '0',
    summary: 'true',
};
const IDS = 'accepted: positive integers, separated by commas, spaces or line breaks';
const EMPTY_RESULT = 'it looks like an empty result of the step before; accepted: what that step should have given';
/** The inputs that matter only for some kinds of job. */
const onlyFor = [
    ['mirroring', target => kindOf(target).queues === true],
    ['install-mode', target => kindOf(target).queues === true],
    ['job-retries', target => kindOf(target).retry !== undefined],
    ['allowed-failed-machines', target => target.kind === 'rollout'],
    ['max-jobfailed', target => target.kind !== 'rollout'],
    ['on-squashed', target => target.kind !== 'rollout'],
];
/**
 * The step's inputs as one object.
 *
 * @throws InputError that names every problem at once
 */
function readSettings(read) {
    const reader = new Reader(read);
    const targets = reader.targets();
    const settings = {
        targets,
        scope: { asid: reader.asid(targets), mirroring: reader.mirroring(targets) },
        rules: reader.rules(),
        access: {
            url: reader.value('api-url', baseUrl, shownUrl),
            authorization: readAuthorization(read, reader.problems),
        },
        summary: reader.value('summary', input_parsers_boolean),
        withoutEffect: withoutEffect(read, targets),
    };
    if (reader.problems.length > 0)
        throw new InputError(reader.problems);
    return settings;
}
/** Whether the job summary is wanted, even when other inputs are wrong. */
function wantsSummary(read) {
    const parsed = input_parsers_boolean(read('summary'));
    return 'accepts' in parsed || parsed.value;
}
/** Reads inputs one by one and notes what is wrong; what it gives for a wrong input is never used. */
class Reader {
    problems = [];
    read;
    constructor(read) {
        this.read = read;
    }
    value(name, parse, shown = quoted) {
        const text = this.read(name) || inputDefaults[name];
        const parsed = parse(text);
        if ('value' in parsed)
            return parsed.value;
        this.problems.push(`${name} is ${shown(text)}; accepted: ${parsed.accepts}`);
        return undefined;
    }
    targets() {
        const inputs = kindNames.map(kind => kinds[kind].input);
        if (inputs.every(input => this.read(input) === '')) {
            this.problems.push(`there is nothing to wait for; accepted: at least one of ${inputs.join(', ')}`);
        }
        return kindNames.flatMap(kind => this.ids(kinds[kind].input).map(id => ({ kind, id })));
    }
    asid(targets) {
        const asid = this.read('accountserviceid');
        const isNeeded = this.read('bearer-token') === '' || targets.some(target => target.kind === 'rollout');
        if (isEmptyResult(asid))
            this.problems.push(`accountserviceid is ${quoted(asid)}; ${EMPTY_RESULT}`);
        if (asid === '' && isNeeded) {
            this.problems.push('accountserviceid is empty; accepted: the account service ID (ASID) of the image');
        }
        return asid;
    }
    mirroring(targets) {
        if (!targets.some(target => kindOf(target).queues === true))
            return false;
        const text = this.read('mirroring');
        const parsed = input_parsers_boolean(text);
        if ('value' in parsed)
            return parsed.value;
        const is = text === '' ? 'empty, but jobid needs it' : quoted(text);
        this.problems.push(`mirroring is ${is}; accepted: true or 1 for a mirror job, false or 0 for a machine job`);
        return false;
    }
    rules() {
        return {
            pace: this.pace(),
            timeout: this.value('timeout', duration),
            stallTimeout: this.read('stall-timeout') === '' ? undefined : this.value('stall-timeout', duration),
            outageTimeout: this.value('outage-timeout', duration),
            maxJobfailed: this.value('max-jobfailed', count),
            allowance: this.value('allowed-failed-machines', allowance),
            passSquashed: this.value('on-squashed', oneOf('fail', 'pass')) === 'pass',
            failFast: this.value('fail-fast', input_parsers_boolean),
            installMode: this.value('install-mode', oneOf('poll', 'queue-once', 'watch')),
            retries: this.value('job-retries', count),
        };
    }
    pace() {
        const [least, most] = ['min-poll-interval', 'max-poll-interval'].map(name => this.read(name) || inputDefaults[name]);
        const pace = {
            min: this.value('min-poll-interval', duration),
            max: this.value('max-poll-interval', duration),
        };
        if (pace.min > pace.max) {
            const value = `min-poll-interval is ${quoted(least ?? '')}, above max-poll-interval, ${quoted(most ?? '')}`;
            this.problems.push(`${value}; accepted: at most max-poll-interval`);
        }
        return pace;
    }
    ids(input) {
        const whole = this.read(input);
        const ids = [...new Set(whole.split(/[\s,]+/).filter(text => text !== ''))];
        if (ids.length === 0 && whole !== '')
            this.problems.push(`${input} is ${quoted(whole)}; ${IDS}`);
        for (const id of ids) {
            if (isEmptyResult(id))
                this.problems.push(`${input} is ${quoted(id)}; ${EMPTY_RESULT}`);
            else if (!/^[1-9]\d*$/.test(id))
                this.problems.push(`${input} is ${quoted(id)}; ${IDS}`);
        }
        return ids;
    }
}
function isEmptyResult(text) {
    return ['null', 'undefined'].includes(text.toLowerCase());
}
function quoted(text) {
    return `"${text.length > 100 ? `${text.slice(0, 100)}…` : text}"`;
}
/** A URL without what may be secret in it, even if it is none. */
function shownUrl(text) {
    return quoted(text.replace(/[?#].*$/s, '').replace(/[^/]*@/s, ''));
}
function withoutEffect(read, targets) {
    const defaults = inputDefaults;
    const isSet = (name) => read(name) !== '' && read(name) !== defaults[name];
    return onlyFor.filter(([name, applies]) => isSet(name) && !targets.some(applies)).map(([name]) => name);
}

;// CONCATENATED MODULE: ./src/process.ts
/** Listens to the process until the function that it gives is called. A second signal exits at once. */
function watchProcess({ cancel, crash }) {
    const signals = process.platform === 'win32' ? ['SIGINT', 'SIGTERM', 'SIGBREAK'] : ['SIGINT', 'SIGTERM'];
    let isCancelled = false;
    const onSignal = () => {
        if (isCancelled)
            process.exit(1);
        isCancelled = true;
        cancel();
    };
    // A promise that never settles lets the event loop run dry, and Node would exit 0 or 13 without a word.
    const onDry = () => {
        crash(new Error('the wait came to nothing: there was no request and no timer left'));
    };
    for (const signal of signals)
        process.on(signal, onSignal);
    process.on('uncaughtException', crash);
    process.on('beforeExit', onDry);
    return () => {
        for (const signal of signals)
            process.off(signal, onSignal);
        process.off('uncaughtException', crash);
        process.off('beforeExit', onDry);
    };
}
/** Resolves when everything printed so far has left the process: on Windows, exiting would cut it off. */
function flushed(stream) {
    return new Promise(resolve => {
        stream.write('', () => {
            resolve();
        });
    });
}

;// CONCATENATED MODULE: ./src/report/debug.ts



/** The same GET, with every answer and fault in the debug log. */
function debugged(get, { debug }) {
    return async (request, signal) => {
        try {
            const answer = await get(request, signal);
            debug(`GET ${request.path}: ${JSON.stringify(withoutFiles(answer.body))}`);
            return answer;
        }
        catch (error) {
            debug(`GET ${request.path}: ${error instanceof ApiError ? `${error.message} ${error.detail}` : String(error)}`);
            throw error;
        }
    };
}
/** A diff's answer lists thousands of files: then only the fields that are kept. */
function withoutFiles(body) {
    const answer = asObject(body);
    return answer !== undefined && ('added' in answer || 'modified' in answer) ? pickFields(answer) : body;
}

;// CONCATENATED MODULE: ./src/wait/rollout.ts
/** Zero pending machines are believed once the counts have stood unchanged this long. ms */
const SETTLED = 60_000;
/** Takes an answer heard at `now` into the memory; `date` is its Date header, Unix seconds. */
function remember(memory, reading, now, date) {
    const same = memory !== undefined && counts(memory.last) === counts(reading);
    return {
        first: memory?.first ?? reading,
        last: reading,
        firstDate: memory === undefined ? date : memory.firstDate,
        since: same ? memory.since : now,
        sawPending: (memory?.sawPending ?? false) || reading.pending > 0,
    };
}
/**
 * Judges the last answer. Nothing pending is what a rollout looks like before it begins, too: it is believed when
 * machines were seen pending, when the completed ones have changed, or when nothing has moved for a minute.
 */
function judgeRollout(memory, allowance, now) {
    const { first, last, since, sawPending } = memory;
    if (last.failed > allowed(allowance, machines(last)))
        return { is: 'failed' };
    if (last.denied || last.pending !== 0 || machines(last) === 0)
        return { is: 'unfinished' };
    if (sawPending || last.completed !== first.completed || now - since >= SETTLED)
        return { is: 'complete' };
    return { is: 'settling', until: since + SETTLED };
}
/** All machines of the rollout. */
function machines(reading) {
    return reading.pending + reading.failed + reading.completed;
}
/** How many percent of the machines are done, failed ones too; 0 when there are none. */
function percentDone(reading) {
    const all = machines(reading);
    return all === 0 ? 0 : ((reading.failed + reading.completed) / all) * 100;
}
/** The counts as one text: equal texts, equal counts. */
function counts(reading) {
    return [reading.pending, reading.failed, reading.completed].join('/');
}
function allowed(allowance, all) {
    return 'machines' in allowance ? allowance.machines : (all * allowance.percent) / 100;
}

;// CONCATENATED MODULE: ./src/report/text.ts
/** ANSI sequences as a whole, so that no `[31m` stays behind. */
// eslint-disable-next-line no-control-regex -- control characters are what this is about
const ANSI = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]/g;
/** Line breaks, control characters, and those that turn the direction of writing. */
const CONTROL = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** A text on one line that cannot give the runner a command, neither `::` nor the older `##[`. */
function defuse(text) {
    const line = text.replace(ANSI, ' ').replace(CONTROL, ' ');
    return line.replace(/:(?=:)/g, ': ').replace(/##\[/g, '## [');
}
/** The first `length` characters, with a mark where something is missing. */
function cut(text, length) {
    const characters = text.length > length ? Array.from(text) : [];
    return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : text;
}
/** The first `bytes` of a text in UTF-8, on a character boundary and without a mark. */
function cutBytes(text, bytes) {
    const buffer = Buffer.from(text);
    if (buffer.length <= bytes)
        return text;
    let end = bytes;
    while (end > 0 && ((buffer[end] ?? 0) & 0xc0) === 0x80)
        end -= 1;
    return buffer.toString('utf8', 0, end);
}
/** `850ms`, `12s`, `5m 7s`, `2h`, `1d 3h`: the two largest units of a duration in ms. */
function formatDuration(ms) {
    if (ms < 1000)
        return `${String(Math.round(ms))}ms`;
    const seconds = Math.round(ms / 1000);
    if (seconds < 60)
        return `${String(seconds)}s`;
    const units = [
        [seconds / 86_400, 'd'],
        [(seconds / 3600) % 24, 'h'],
        [(seconds / 60) % 60, 'm'],
        [seconds % 60, 's'],
    ];
    const largest = units.findIndex(([count]) => count >= 1);
    const parts = units.slice(largest, largest + 2).map(([count, unit]) => [Math.floor(count), unit]);
    return parts.flatMap(([count, unit]) => (count > 0 ? [`${String(count)}${unit}`] : [])).join(' ');
}
/** `0:07`, `12:05`, `1:02:03`: time since the start of the step, from ms. */
function formatElapsed(ms) {
    const seconds = Math.floor(ms / 1000);
    const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const two = (count) => String(count).padStart(2, '0');
    return h > 0 ? `${String(h)}:${two(m)}:${two(s)}` : `${String(m)}:${two(s)}`;
}
/** `2026-11-22 14:05:30 UTC`, or only the time of day; empty for what is no date. From Unix seconds. */
function formatStamp(seconds, withDate) {
    const date = new Date((seconds ?? NaN) * 1000);
    if (Number.isNaN(date.getTime()))
        return '';
    const text = date
        .toISOString()
        .replace('T', ' ')
        .replace(/\.\d+Z$/, ' UTC');
    return withDate ? text : text.replace(/^\S+ /, '');
}
/** Ten blocks, filled by so many percent; anything outside 0 to 100 is brought inside. */
function bar(percent) {
    const full = Math.floor(Math.min(100, Math.max(0, percent)) / 10);
    return '█'.repeat(full) + '░'.repeat(10 - full);
}
/** `1 request`, `2 requests`. */
function plural(count, noun) {
    return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

;// CONCATENATED MODULE: ./src/report/standing.ts



/** `image update 101`. */
function nameOf({ target }) {
    return `${kindOf(target).noun} ${target.id}`;
}
/** `update 101`. */
function shortNameOf({ target }) {
    return `${target.kind} ${target.id}`;
}
/** How far a job is, in percent; undefined while nobody said. */
function percentOf({ reading }) {
    return reading?.type === 'rollout' ? percentDone(reading) : reading?.progress;
}
/** A percentage without decimals; 100 only when it is reached. */
function formatPercent(percent) {
    return percent === undefined ? '' : `${String(Math.floor(percent))} %`;
}
/** The state of a job in the API's words, or a rollout's counts. */
function standing_stateOf(job) {
    const { reading, held } = job;
    if (reading === undefined)
        return held ? 'waits for its versions' : 'no answer yet';
    if (reading.type === 'job')
        return reading.stateName === '' ? 'state not told' : reading.stateName;
    const failed = reading.failed > 0 ? `, ${String(reading.failed)} failed` : '';
    return `${String(reading.completed)} of ${plural(machines(reading), 'machine')}${failed}`;
}
/** What the API says went wrong; untrusted. */
function errorOf({ fields }) {
    const { joberror } = fields;
    return typeof joberror === 'string' ? joberror.trim() : '';
}
/** When the API expects the job to be over, Unix seconds. */
function etaOf({ reading, ending }) {
    const eta = reading?.type === 'job' && ending === undefined ? reading.eta : undefined;
    return eta !== undefined && eta > 0 ? eta : undefined;
}

;// CONCATENATED MODULE: ./src/report/rows.ts


/** A table is no higher than this; the jobs that changed come first. */
const ROWS = 20;
/** How far an ETA must move to be worth a word, s. */
const ETA_MOVED = 10;
/**
 * `update 101  █████░░░░░   50 %  Running   ETA 14:05:42 UTC (+12s)`: how a job stands, in columns.
 *
 * @param width of the column with the name
 * @param etaBefore the ETA as it was last shown, Unix seconds
 */
function barColumns(job, width, etaBefore) {
    const percent = percentOf(job);
    const columns = [
        shortNameOf(job).padEnd(width),
        percent === undefined ? ' '.repeat(10) : bar(percent),
        formatPercent(percent).padStart(5),
        standing_stateOf(job).padEnd(9),
        etaColumn(job, etaBefore),
        job.ending?.result === 'failed' ? cut(errorOf(job), 200) : '',
    ];
    return columns.join('  ').trimEnd();
}
/** The rows of a table of many jobs: those that changed, those under way, the rest, as far as there is room. */
function tableOf(jobs, changed) {
    const rank = (job) => (changed.has(job) ? 0 : job.ending === undefined ? 1 : 2);
    const chosen = new Set(jobs.toSorted((a, b) => rank(a) - rank(b)).slice(0, ROWS));
    const rows = jobs.filter(job => chosen.has(job));
    const width = Math.max(...rows.map(job => shortNameOf(job).length));
    const lines = rows.map(job => barColumns(job, width, undefined));
    return jobs.length > ROWS ? [...lines, `… and ${String(jobs.length - ROWS)} more`] : lines;
}
/** `12 jobs: 3 complete, 1 failed, 8 under way`. */
function tallyOf(jobs) {
    const counts = new Map();
    for (const job of jobs) {
        const word = job.ending?.result ?? (job.held ? 'waiting for versions' : 'under way');
        counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const parts = [...counts].map(([word, count]) => `${String(count)} ${word}`);
    return `${String(jobs.length)} jobs: ${parts.join(', ')}`;
}
function etaColumn(job, before) {
    const eta = etaOf(job);
    const time = formatStamp(eta, false);
    if (eta === undefined || time === '')
        return '';
    const moved = eta - (before ?? eta);
    const sign = moved > 0 ? '+' : '-';
    return Math.abs(moved) < ETA_MOVED
        ? `ETA ${time}`
        : `ETA ${time} (${sign}${formatDuration(Math.abs(moved) * 1000)})`;
}

;// CONCATENATED MODULE: ./src/report/words.ts




/** The longest text of the API that is repeated to a person, in characters. */
const QUOTE = 500;
/** Each result in words that follow a job's name. */
const resultWords = {
    complete: 'is complete',
    squashed: 'was squashed',
    failed: 'failed',
    'timed-out': 'was not over in time',
    stalled: 'stands still',
    cancelled: 'was not over when the step was cancelled',
    error: 'could not be followed to its end',
    pending: 'was not over when the wait ended',
};
/** Why the step ended as it did, for a person at three in the morning. */
function explain(outcome, rules) {
    const { deciding, result } = outcome;
    if (deciding?.ending !== undefined && result === deciding.ending.result)
        return explainEnding(deciding, deciding.ending, rules);
    if (result === 'timed-out') {
        return {
            cause: `timeout (${formatDuration(rules.timeout)}) passed`,
            advice: 'The job goes on in Clanforge. Raise timeout if it needs longer.',
        };
    }
    if (result === 'cancelled')
        return { cause: 'the step was cancelled', advice: 'The job goes on in Clanforge.' };
    return { cause: '', advice: '' };
}
/** The last that is known of a job: its state, its progress, and how old that is. `now` in monotonic ms */
function lastSeen(job, now) {
    if (job.heardAt === undefined)
        return job.held ? 'It was not asked about yet.' : 'There was no usable answer about it.';
    const percent = formatPercent(percentOf(job));
    const state = percent === '' ? standing_stateOf(job) : `${standing_stateOf(job)}, ${percent}`;
    return `Last seen: ${state}, ${formatDuration(now - job.heardAt)} ago.`;
}
/** Whether running the step again changes anything in Clanforge. */
function rerunAdvice(jobs, rules) {
    const queues = rules.installMode !== 'watch' && jobs.some(({ target }) => kindOf(target).queues === true);
    if (queues)
        return 'Running this step again queues the install again.';
    const retries = rules.retries > 0 && jobs.some(({ target }) => kindOf(target).retry !== undefined);
    return retries
        ? 'Running this step again is safe, but may run a failed job again (job-retries).'
        : 'Running this step again is safe: it only asks.';
}
function explainEnding(job, ending, rules) {
    switch (ending.result) {
        case 'complete':
            return { cause: '', advice: '' };
        case 'squashed':
            return {
                cause: 'another job took its place (state Squashed)',
                advice: 'Wait for that one, or set on-squashed: pass if this is fine.',
            };
        case 'stalled':
            return {
                cause: `nothing has moved for ${formatDuration(rules.stallTimeout ?? 0)} (stall-timeout)`,
                advice: 'The job goes on in Clanforge; look there whether it hangs.',
            };
        case 'failed':
            return explainFailure(job, ending, rules);
        case 'error':
            return ending.why === 'nowhere' ? NOWHERE : explainFault(ending.error, ending.why, rules);
    }
}
const NOWHERE = {
    cause: 'the list of installs has not had this job for 60s, and no queue call was answered',
    advice: 'Check jobid, mirroring and accountserviceid. A job that was over before the step began is not listed either.',
};
function explainFailure(job, ending, rules) {
    const { reading } = job;
    const said = errorOf(job);
    const error = said === '' ? '' : `: ${cut(said, QUOTE)}`;
    if (ending.by === 'machines' && reading?.type === 'rollout') {
        const { allowance } = rules;
        const allowed = 'machines' in allowance ? String(allowance.machines) : `${String(allowance.percent)}%`;
        return {
            cause: `${plural(reading.failed, 'machine')} of ${String(machines(reading))} failed (allowed-failed-machines: ${allowed})`,
            advice: 'Look at these machines in Clanforge.',
        };
    }
    if (ending.by === 'count' && reading?.type === 'job') {
        const count = String(reading.failures);
        return {
            cause: `jobfailed is ${count} while ${standing_stateOf(job)}${error}`,
            advice: `jobfailed is ${count} while ${standing_stateOf(job)}; if this job was run again after a failure, set max-jobfailed to ${count}`,
        };
    }
    const refused = ending.retryFault === undefined ? '' : `; running it again was refused (${words_describe(ending.retryFault)})`;
    return { cause: `Clanforge says Failed${error}${refused}`, advice: 'Look at the job in Clanforge.' };
}
function explainFault(error, why, rules) {
    if (why === 'outage') {
        return {
            cause: `requests have failed for ${formatDuration(rules.outageTimeout)} (outage-timeout), lastly: ${words_describe(error)}`,
            advice: 'The job goes on in Clanforge. Check api-url, the proxy and the network; raise outage-timeout to sit out longer outages.',
        };
    }
    return { cause: words_describe(error), advice: adviceFor(error) };
}
function adviceFor({ kind, status = 0 }) {
    if (kind === 'certificate')
        return 'Check api-url. For a private CA, set NODE_EXTRA_CA_CERTS to its certificate.';
    if (kind === 'refusal' || status === 404)
        return 'Check the id and accountserviceid: the job has to exist and belong to this ASID.';
    if (status === 401)
        return 'Check the secrets behind access-key and secret-key, or bearer-token: they were not accepted.';
    if (status === 403)
        return 'Check that these credentials may see this ASID (accountserviceid), and their permissions in Clanforge.';
    if (status >= 300 && status < 400)
        return 'Check api-url: redirects are not followed, since they would carry the credentials along.';
    return 'Check api-url and the id.';
}
/** A fault in a few words: what happened and what the server said, cut. */
function words_describe(error) {
    return error.detail === '' ? error.message : `${error.message}: ${cut(error.detail, QUOTE)}`;
}
/** The verdict of a step in a line. @param elapsed ms */
function verdictLine(outcome, requests, elapsed) {
    const { deciding, result, jobs } = outcome;
    const cost = `after ${formatDuration(elapsed)} and ${plural(requests, 'request')}`;
    if (result === 'complete' && jobs.length > 1)
        return `All ${String(jobs.length)} jobs are complete, ${cost}`;
    if (deciding === undefined)
        return `The step could not begin, ${cost}`;
    const name = nameOf(deciding);
    const named = name.slice(0, 1).toUpperCase() + name.slice(1);
    // With on-squashed: pass, the job that ended last need not be the squashed one.
    const squashed = result === 'squashed' && deciding.ending?.result !== 'squashed';
    return squashed
        ? `All jobs are over, at least one of them squashed, ${cost}`
        : `${named} ${resultWords[result]}, ${cost}`;
}

;// CONCATENATED MODULE: ./src/report/log.ts





/** A wait in which nothing changes still says so this often. ms */
const HEARTBEAT = 60_000;
/** What a line of a table may cost in time, ms: a table of a screen's height comes once a minute. */
const PER_ROW = 1_500;
/** How many ids of one kind the first line names. */
const NAMED = 20;
/** The step's log: one line per change of one job, a table of many, a heartbeat while nothing changes. */
class Log {
    printer;
    elapsed;
    rules;
    jobs = [];
    shown = new Map();
    changed = new Set();
    etas = new Map();
    faulty = new Set();
    unknown = new Set();
    hasWarned = false;
    lastLine = 0;
    lastTable = -Infinity;
    constructor(rules, tools) {
        this.printer = tools.printer;
        this.elapsed = tools.elapsed;
        this.rules = rules;
    }
    /** The first lines: what is waited for and how, and which inputs change nothing. */
    begin(jobs, withoutEffect) {
        this.jobs = jobs;
        const { timeout, pace } = this.rules;
        const pacing = `asking every ${formatDuration(pace.min)} to ${formatDuration(pace.max)}`;
        this.printer.line(`Waiting for ${listJobs(jobs)} for up to ${formatDuration(timeout)}, ${pacing}`);
        if (withoutEffect.length > 0)
            this.printer.line(`Without effect in this step: ${withoutEffect.join(', ')}`);
    }
    /** Takes what happens in the wait. */
    observe(event) {
        switch (event.type) {
            case 'heard':
                this.heard(event.job);
                break;
            case 'over':
                this.over(event.job);
                break;
            case 'fault':
                this.fault(event);
                break;
            case 'recovered':
                this.faulty.delete(event.job);
                if (this.faulty.size > 0)
                    break;
                this.hasWarned = false;
                this.say(`Clanforge answers again, after ${formatDuration(event.gone)}`);
                break;
            case 'run-again':
                this.say(`${shortNameOf(event.job)}: Clanforge was asked to run it again; ${plural(event.left, 'more run')} allowed`);
                break;
            case 'limited':
                this.say(`so many jobs that the limit of 5 requests a second makes them wait longer than max-poll-interval ` +
                    `(${formatDuration(event.interval)})`);
        }
    }
    /** Lets time pass: a table that waited for its turn, or a heartbeat. To be called every second or so. */
    tick() {
        this.flush(false);
        if (this.elapsed() - this.lastLine < HEARTBEAT)
            return;
        if (this.jobs.length > 1)
            this.say(`no change for a minute: ${tallyOf(this.jobs)}`);
        else
            for (const job of this.jobs)
                this.say(`${barColumns(job, 0, undefined)}  (no change for a minute)`);
    }
    /** The last lines: what is not shown yet, and the verdict of a step that ended well. */
    end(outcome, requests) {
        this.flush(true);
        const isGood = outcome.result === 'complete' || outcome.result === 'squashed';
        if (isGood)
            this.say(verdictLine(outcome, requests, this.elapsed()));
    }
    heard(job) {
        const { reading } = job;
        this.nameUnknown(job);
        if (reading === undefined || this.shown.get(job) === appearance(job))
            return;
        this.show(job);
    }
    over(job) {
        const { ending } = job;
        this.faulty.delete(job);
        this.show(job);
        if (ending?.result !== 'complete')
            return;
        if (ending.inferred)
            this.say(`${shortNameOf(job)}: gone from the list of installs, so it is taken for complete`);
        if (ending.failedBefore > 0) {
            this.say(`${shortNameOf(job)}: it is complete, but had failed before (jobfailed is ${String(ending.failedBefore)})`);
        }
    }
    fault({ job, error, after, failures }) {
        const isNew = this.faulty.size === 0;
        this.faulty.add(job);
        const again = `asking again in ${formatDuration(after)}`;
        const asked = error.retryAfter === undefined ? '' : ', as the server asked (Retry-After)';
        if (isNew || (failures === 0 && this.jobs.length === 1)) {
            this.say(`${shortNameOf(job)}: ${words_describe(error)}; ${again}${asked}`);
        }
        if (failures < 2 || this.hasWarned)
            return;
        this.hasWarned = true;
        const limit = formatDuration(this.rules.outageTimeout);
        this.printer.warning(`Clanforge does not answer as it should (${words_describe(error)}). Asking on for up to ${limit} (outage-timeout).`);
    }
    nameUnknown(job) {
        if (job.reading?.type !== 'job' || job.reading.state !== 'unknown' || this.unknown.has(standing_stateOf(job)))
            return;
        // A server that invents states must not fill the log with them.
        if (this.unknown.size < 20)
            this.say(`${shortNameOf(job)}: state ${standing_stateOf(job)} is not a documented one; waiting on`);
        this.unknown.add(standing_stateOf(job));
    }
    show(job) {
        if (this.shown.get(job) === appearance(job))
            return;
        this.shown.set(job, appearance(job));
        if (this.jobs.length > 1) {
            this.changed.add(job);
            this.flush(false);
        }
        else {
            this.say(barColumns(job, 0, this.etas.get(job)));
        }
        if (job.reading?.type === 'job' && job.reading.eta !== undefined)
            this.etas.set(job, job.reading.eta);
    }
    flush(isLast) {
        if (this.changed.size === 0)
            return;
        const rows = tableOf(this.jobs, this.changed);
        if (!isLast && this.elapsed() - this.lastTable < PER_ROW * rows.length)
            return;
        this.lastTable = this.elapsed();
        this.say(tallyOf(this.jobs));
        for (const row of rows)
            this.printer.line(`${' '.repeat(8)}  ${row}`);
        this.changed.clear();
    }
    say(text) {
        this.lastLine = this.elapsed();
        this.printer.line(`${formatElapsed(this.elapsed()).padStart(8)}  ${text}`);
    }
}
/** What a line about a job shows, the ETA left out: a change of that alone is no news. */
function appearance(job) {
    const { reading, ending } = job;
    const progress = reading?.type === 'job' ? Math.floor(reading.progress ?? -1) : -1;
    return [standing_stateOf(job), progress, ending?.result].join('/');
}
/** `image updates 101, 102 and rollout of image 44`. */
function listJobs(jobs) {
    const [only] = jobs;
    if (jobs.length === 1 && only !== undefined)
        return nameOf(only);
    const groups = kindNames.flatMap(kind => {
        const ids = jobs.filter(job => job.target.kind === kind).map(job => job.target.id);
        const more = ids.length > NAMED ? ` and ${String(ids.length - NAMED)} more` : '';
        return ids.length === 0 ? [] : [`${kinds[kind].noun} ${ids.slice(0, NAMED).join(', ')}${more}`];
    });
    return groups.join('; ');
}

;// CONCATENATED MODULE: ./src/report/printer.ts


/** No line is longer than this, in characters. */
const LINE = 4_000;
/** A printer on the runner's log. @param redact replaces secrets */
function createPrinter(redact) {
    // Redacted first: a cut or a space in the middle of a secret would hide it from the redactor.
    const safe = (text) => cut(defuse(redact(text)), LINE);
    return {
        line: text => {
            info(safe(text));
        },
        debug: text => {
            core_debug(safe(text));
        },
        warning: text => {
            warning(safe(text));
        },
        error: (title, text) => {
            error(safe(text), { title: safe(title) });
        },
    };
}

;// CONCATENATED MODULE: ./src/report/outputs.ts



/** The longest text of an output, in bytes of UTF-8. */
const outputs_LONGEST = 8_192;
/** The outputs: own fields as they are, texts of the API without secrets and not too long. Absent and null become empty. */
function toOutputs(report, redact) {
    const { outcome, requests, elapsed } = report;
    const { target, fields = {} } = outcome.deciding ?? {};
    const safe = safeFields(fields, redact);
    const texts = Object.fromEntries(fieldNames.map(name => [name, outputs_toText(safe[name])]));
    return {
        result: outcome.result,
        kind: target?.kind ?? '',
        id: target?.id ?? '',
        ...texts,
        jobs: JSON.stringify(toJobs(outcome, redact)),
        polls: String(requests),
        'elapsed-seconds': String(Math.floor(elapsed / 1000)),
    };
}
/** Writes the outputs for the runner. Throws when its file cannot be written; without one, as outside a runner, it does nothing. */
function writeOutputs(outputs) {
    // Without the file, core would print the outputs as commands into the log.
    if ((process.env['GITHUB_OUTPUT'] ?? '') === '')
        return;
    for (const [name, value] of Object.entries(outputs))
        setOutput(name, value);
}
function toJobs(outcome, redact) {
    return outcome.jobs.map(({ job, result }) => ({
        kind: job.target.kind,
        id: job.target.id,
        result,
        polls: job.polls,
        inferred: job.ending?.result === 'complete' && job.ending.inferred,
        fields: safeFields(job.fields, redact),
    }));
}
function safeFields(fields, redact) {
    const names = fieldNames.filter(name => fields[name] !== undefined);
    return Object.fromEntries(names.map(name => [name, safeValue(fields[name] ?? null, redact)]));
}
/** As the API had it, unless there is a secret in it or it is too long: then its text without the secret, cut. */
function safeValue(value, redact) {
    const text = outputs_toText(value);
    const safe = cutBytes(redact(text), outputs_LONGEST);
    return safe === text ? value : safe;
}
function outputs_toText(value) {
    if (value === null || value === undefined)
        return '';
    return typeof value === 'string' ? value : JSON.stringify(value);
}

;// CONCATENATED MODULE: ./src/report/timeline.ts

/** A timeline of more jobs is not read by anyone. */
const JOBS = 20;
/** Bars of one job; one that flaps would fill the picture. */
const BARS = 40;
/**
 * The jobs' lives as a Mermaid gantt; undefined when there is nothing to draw. No text of the API gets into it.
 *
 * @param now monotonic ms: where the bars of jobs that are not over end
 */
function timelineOf(jobs, now, toServerTime) {
    const drawn = jobs.filter(job => job.moments.length > 0).slice(0, JOBS);
    if (drawn.length === 0)
        return undefined;
    const sections = drawn.flatMap(job => [`  section ${shortNameOf(job)}`, ...linesOf(job, now, toServerTime)]);
    return ['gantt', '  dateFormat x', '  axisFormat %H:%M:%S', ...sections].join('\n');
}
function linesOf(job, now, toServerTime) {
    const { ending, endedAt } = job;
    const lines = barsOf(job, now, toServerTime)
        .slice(0, BARS)
        .map(({ label, from, to }) => `  ${label} :${tagOf(label)}${stamp(from)}, ${stamp(Math.max(to, from))}`);
    if (ending === undefined || endedAt === undefined)
        return lines;
    const tag = ending.result === 'complete' ? 'milestone' : 'crit, milestone';
    return [...lines, `  ${ending.result} :${tag}, ${stamp(toServerTime(job, endedAt))}, 0ms`];
}
/** One bar per state; what came before the wait began is known from the job's own stamps. */
function barsOf(job, now, toServerTime) {
    const over = ['complete', 'failed', 'squashed'];
    const moments = job.moments.filter(({ state }, index) => state !== 'counts' || index === 0);
    const froms = moments.map(moment => beginOf(job, moment, toServerTime));
    const bars = moments.map(({ state }, index) => ({
        label: state === 'counts' ? 'rollout' : state,
        from: froms[index] ?? 0,
        to: froms[index + 1] ?? toServerTime(job, job.endedAt ?? now),
    }));
    return [...before(job, bars[0]), ...bars.slice(1)].filter(({ label }) => !over.includes(label));
}
/** A job runs since its own stamp says so, which is before an answer could show it. */
function beginOf(job, { at, state, reading }, toServerTime) {
    const seen = toServerTime(job, at);
    return state === 'running' && reading?.type === 'job' ? past(reading.start, seen) : seen;
}
function before(job, first) {
    if (first === undefined)
        return [];
    const reading = job.moments[0]?.reading;
    const { created, start } = reading?.type === 'job' ? reading : {};
    const born = past(created, first.from);
    if (first.label === 'created' || first.label === 'pending' || first.label === 'queued')
        return [{ ...first, from: born }];
    const begun = Math.max(born, past(start, first.from));
    const isOver = first.label !== 'running';
    const bars = [
        { label: 'queued', from: born, to: begun },
        { ...first, label: isOver ? 'running' : first.label, from: begun, to: isOver ? first.from : first.to },
    ];
    return bars.filter(({ from, to }) => to > from);
}
/** A stamp of the job in ms, if it is one and lies within a day before `limit`; else `limit`. */
function past(seconds, limit) {
    const ms = (seconds ?? NaN) * 1000;
    return ms <= limit && ms > limit - 86_400_000 ? ms : limit;
}
function tagOf(label) {
    return label === 'running' || label === 'rollout' ? 'active, ' : label === 'run-again' ? 'crit, ' : '';
}
function stamp(ms) {
    return String(Math.round(ms));
}

;// CONCATENATED MODULE: ./src/report/summary.ts



/** The runner drops a summary over 1 MiB; rows stop well before. bytes */
const BYTES = 700 * 1024;
/** The longest text of the API in a cell, characters; escaped it may be six times as long. */
const CELL = 300;
/** The changes of a rollout that are listed. */
const CHANGES = 40;
const SIGNS = {
    complete: '✅',
    squashed: '⚠️',
    failed: '❌',
    'timed-out': '⏰',
    stalled: '🧊',
    cancelled: '🚫',
    error: '❌',
    pending: '⏳',
};
/** The job summary: verdict, notes, a row per job, a timeline, a rollout's counts. Markdown, without secrets. */
function summaryOf(parts, redact) {
    const { outcome, verdict, notes, now, toServerTime } = parts;
    const escape = (text) => escapeMarkdown(cut(defuse(redact(text)), CELL));
    const jobs = outcome.jobs.map(({ job }) => job);
    const timeline = timelineOf(jobs, now, toServerTime);
    return [
        `### ${SIGNS[outcome.result]} ${escape(verdict)}`,
        ...notes.map(note => `- ${escapeMarkdown(cut(defuse(redact(note)), 4 * CELL))}`),
        ...(jobs.length === 0 ? [] : summary_tableOf(outcome.jobs, escape)),
        ...(timeline === undefined ? [] : ['', '```mermaid', timeline, '```']),
        ...jobs.flatMap(job => countsOf(job, toServerTime)),
        '',
    ].join('\n');
}
function summary_tableOf(outcomes, escape) {
    const head = ['Job', 'Outcome', 'Progress', 'Duration', 'Started', 'Finished', 'Polls', 'Error'];
    const rows = [head, head.map(() => '---')].map(rowOf);
    let size = 0;
    for (const [index, outcome] of outcomes.entries()) {
        const row = rowOf(cellsOf(outcome).map(escape));
        size += Buffer.byteLength(row);
        if (size > BYTES)
            return [
                '',
                ...rows,
                '',
                `… and ${plural(outcomes.length - index, 'more job')}; the output jobs has them all.`,
            ];
        rows.push(row);
    }
    return ['', ...rows];
}
function cellsOf({ job, result }) {
    const { start, finish } = stampsOf(job);
    const took = start !== undefined && finish !== undefined && finish >= start
        ? formatDuration((finish - start) * 1000)
        : '';
    const inferred = job.ending?.result === 'complete' && job.ending.inferred ? ' (gone from the list)' : '';
    const again = job.runsAgain > 0 ? `, run again ${plural(job.runsAgain, 'time')}` : '';
    return [
        nameOf(job),
        `${SIGNS[result]} ${result}${inferred}${again}`,
        [standing_stateOf(job), formatPercent(percentOf(job))].filter(text => text !== '').join(', '),
        took,
        formatStamp(start, true),
        formatStamp(finish, true),
        String(job.polls),
        errorOf(job),
    ];
}
/** When a job began and ended by its own stamps, Unix seconds. */
function stampsOf({ reading, ending, date }) {
    if (reading?.type !== 'job')
        return {};
    const start = reading.start !== undefined && reading.start > 0 ? reading.start : undefined;
    return { start, finish: ending === undefined ? undefined : (reading.updated ?? date) };
}
function countsOf(job, toServerTime) {
    const counts = job.moments.flatMap(({ at, reading }) => reading?.type === 'rollout' ? [{ at, ...reading }] : []);
    if (counts.length === 0)
        return [];
    const rows = counts
        .slice(0, CHANGES)
        .map(({ at, completed, pending, failed }) => rowOf([formatStamp(toServerTime(job, at) / 1000, false), ...[completed, pending, failed].map(String)]));
    const more = counts.length > CHANGES ? ['', `… and ${plural(counts.length - CHANGES, 'more change')}.`] : [];
    const head = [`Machines of the ${nameOf(job)}`, 'completed', 'pending', 'failed'];
    return ['', rowOf(head), rowOf(head.map(() => '---')), ...rows, ...more];
}
function rowOf(cells) {
    return `| ${cells.join(' | ')} |`;
}
/** Everything but letters, digits and harmless signs as an entity: no Markdown, HTML, link or mention comes of it. */
function escapeMarkdown(text) {
    return text.replace(/[^\p{L}\p{N}\p{Extended_Pictographic}\ufe0f ,;%…-]/gu, sign => `&#${String(sign.codePointAt(0))};`);
}

;// CONCATENATED MODULE: ./src/report/report.ts





/** Whether this ending lets the workflow go on: complete, or squashed where that passes. */
function isGreen(report) {
    const { result } = report.outcome;
    return result === 'complete' || (result === 'squashed' && report.rules?.passSquashed === true);
}
/** Sets every output and, on every ending but green, makes the one error annotation. Throws when outputs cannot be written. */
function reportEnding(report, { printer, redact }) {
    const { deciding, result } = report.outcome;
    if (!isGreen(report)) {
        const title = deciding === undefined
            ? 'The wait for Clanforge could not begin'
            : `${nameOf(deciding)} ${resultWords[result]}`;
        printer.error(title, [`${title}.`, ...notesOf(report)].join(' '));
    }
    writeOutputs(toOutputs(report, redact));
}
/** Writes the job summary. A summary that cannot be written is said and forgiven. */
async function writeSummary(report, { printer, redact }) {
    const { outcome, requests, elapsed, now, wallClock } = report;
    const verdict = verdictLine(outcome, requests, elapsed);
    const notes = isGreen(report) ? [] : notesOf(report);
    const toServerTime = (job, at) => job.date === undefined || job.heardAt === undefined
        ? wallClock - now + at
        : job.date * 1000 - job.heardAt + at;
    try {
        await summary.addRaw(summaryOf({ outcome, verdict, notes, now, toServerTime }, redact)).write();
    }
    catch (error) {
        printer.line(`The job summary could not be written: ${String(error)}`);
    }
}
function notesOf({ outcome, rules, problems, now }) {
    const { deciding, jobs } = outcome;
    if (rules === undefined || deciding === undefined)
        return problems.map(sentence);
    const { cause, advice } = explain(outcome, rules);
    const views = jobs.map(({ job }) => job);
    const notes = [cause, ...problems, lastSeen(deciding, now), advice, rerunAdvice(views, rules)];
    return notes.filter(note => note !== '').map(sentence);
}
function sentence(text) {
    const begun = text.slice(0, 1).toUpperCase() + text.slice(1);
    return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

;// CONCATENATED MODULE: ./src/system-clock.ts
/** The clock of this machine: monotonic, so that a correction of the time of day changes no wait. */
const systemClock = {
    now: () => performance.now(),
    sleep: (ms, signal) => new Promise(resolve => {
        const wake = () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', wake);
            resolve();
        };
        const timer = setTimeout(wake, Math.max(0, Math.ceil(ms)));
        signal.addEventListener('abort', wake);
        if (signal.aborted)
            wake();
    }),
};

;// CONCATENATED MODULE: ./src/version.ts
/** The version of this action, as in package.json and in the User-Agent of its requests. */
const version = '1.0.0';

;// CONCATENATED MODULE: ./src/clanforge/answer.ts




/**
 * Reads what a status, queue or retry endpoint answered with 2xx, leniently in types and strictly in meaning.
 *
 * @throws ApiError `refusal` for Clanforge's error envelope, `bad-answer` for anything else that is no answer about this job
 */
function answer_readAnswer(target, body) {
    const { echo, input, read } = kindOf(target);
    const answer = asObject(body);
    if (answer === undefined)
        throw badAnswer('it is not a JSON object');
    const reading = read(answer);
    if (reading === undefined)
        throw isDenied(answer) ? refusal(answer) : badAnswer('none of the expected fields is in it');
    const told = echo === undefined ? undefined : answer[echo];
    if (told !== undefined && told !== null && !isId(told, target.id))
        throw badAnswer(`it is about another ${input}`);
    return { reading, fields: kept(answer) };
}
/**
 * Reads what `imageinstall/status` answered with 2xx.
 *
 * @throws ApiError `refusal` or `bad-answer`, as readAnswer
 */
function readList(body) {
    const answer = asObject(body);
    if (answer === undefined)
        throw badAnswer('it is not a JSON object');
    const installs = answer['installs'];
    if (!isArray(installs))
        throw isDenied(answer) ? refusal(answer) : badAnswer('it has no list of installs');
    const denied = isDenied(answer);
    return { installs: installs.flatMap(entry => readEntry(entry, denied)), denied };
}
function readEntry(value, denied) {
    const entry = asObject(value);
    if (entry === undefined)
        return [];
    const reading = readJob(entry);
    return [
        {
            answer: reading && { reading: { ...reading, denied: denied || reading.denied }, fields: kept(entry) },
            jobid: toId(entry['jobid']),
            mirroring: toBoolean(entry['mirroring']),
            version: entry['target_imageversionid'],
        },
    ];
}
/** JSON.parse takes any depth, JSON.stringify does not: what cannot be written again must not get as far as the outputs. */
function kept(answer) {
    const fields = pickFields(answer);
    try {
        JSON.stringify(fields);
    }
    catch (cause) {
        throw badAnswer('it is nested too deeply', cause);
    }
    return fields;
}
function refusal(answer) {
    return new ApiError('refusal', 'Clanforge refused the request', { detail: toText(answer['error_message']) });
}
function badAnswer(why, cause) {
    return new ApiError('bad-answer', `the answer cannot be used: ${why}`, { cause });
}

;// CONCATENATED MODULE: ./src/wait/presence.ts
/** A job that was listed before is complete once it has been absent this long. ms */
const GONE = 10_000;
/** A job that was never listed is believed to be gone, or to be nowhere, only after this long. ms */
const NEVER_LISTED = 60_000;
/**
 * Judges a well-formed list, heard at `now`, that does not have the job. The list holds jobs that are not complete,
 * so being gone means being over; a single list is not taken for that, nor an absence before the job was ever seen.
 */
function judgeAbsence(presence, now) {
    const { listed, queued, absentSince = now } = presence;
    const until = absentSince + (listed ? GONE : NEVER_LISTED);
    if (now < until)
        return { is: 'absent', until, presence: { ...presence, absentSince } };
    return { is: listed || queued ? 'gone' : 'nowhere' };
}

;// CONCATENATED MODULE: ./src/wait/list-source.ts



const UNSEEN = { listed: false, absentSince: undefined };
/** The one call that tells of every install job that is watched in the list. */
class ListSource {
    trackers;
    scope;
    minInterval;
    presences = new Map();
    /** Before this moment the list is not asked again, whichever job is due: `min-poll-interval` or a Retry-After. */
    notBefore = -Infinity;
    leaveAlone = -Infinity;
    /** @param minInterval `min-poll-interval`, ms */
    constructor(trackers, scope, minInterval) {
        this.trackers = trackers;
        this.scope = scope;
        this.minInterval = minInterval;
    }
    get jobs() {
        return this.trackers.filter(job => job.phase === 'listed' && job.ending === undefined);
    }
    get due() {
        const due = this.jobs.reduce((earliest, job) => Math.min(earliest, job.times.due), Infinity);
        return Math.max(due, this.notBefore);
    }
    followsUp() {
        return false;
    }
    request() {
        return listInstalls(this.scope);
    }
    hear(body, arrival) {
        const list = readList(body);
        this.hold(arrival);
        const byId = Map.groupBy(list.installs, ({ jobid }) => jobid);
        for (const job of this.jobs)
            this.hearOf(job, this.find(job, byId), list, arrival);
    }
    fail(error, arrival) {
        this.hold(arrival);
        for (const job of this.jobs)
            job.fail(error, arrival);
    }
    close() {
        // Asking for the list changes nothing.
    }
    hold({ now, retryAfter }) {
        this.notBefore = now + Math.max(this.minInterval, retryAfter ?? 0);
        this.leaveAlone = retryAfter === undefined ? -Infinity : now + retryAfter;
    }
    find(job, byId) {
        const { mirroring } = this.scope;
        return byId
            .get(job.target.id)
            ?.find(entry => entry.mirroring === undefined || entry.mirroring === mirroring);
    }
    hearOf(job, entry, list, arrival) {
        const { presences } = this;
        // A job that comes here with a reading has had its queue call answered.
        const presence = presences.get(job) ?? { ...UNSEEN, queued: job.reading !== undefined };
        if (entry?.answer !== undefined) {
            presences.set(job, { ...presence, listed: true, absentSince: undefined });
            job.hear(entry.answer, arrival);
            return;
        }
        job.reach(arrival);
        if (entry !== undefined || list.denied)
            job.askAgain(arrival);
        else
            this.miss(job, presence, arrival);
        if (entry !== undefined)
            presences.set(job, { ...presence, listed: true, absentSince: undefined });
    }
    miss(job, presence, arrival) {
        const verdict = judgeAbsence(presence, arrival.now);
        switch (verdict.is) {
            case 'gone':
                job.end({ result: 'complete', inferred: true, failedBefore: 0 }, arrival.now);
                break;
            case 'nowhere':
                job.end({ result: 'error', why: 'nowhere' }, arrival.now);
                break;
            case 'absent':
                this.presences.set(job, verdict.presence);
                job.askAgain(arrival, verdict.until);
        }
    }
}

;// CONCATENATED MODULE: ./src/wait/outcome.ts

/** Whether a job ended well: complete, or squashed where that passes. */
function endedWell(job, passSquashed) {
    const result = job.ending?.result;
    return result === 'complete' || (result === 'squashed' && passSquashed);
}
/**
 * What comes out of a wait.
 *
 * @param jobs in the order in which they were named
 * @param finished those that are over, in the order in which they ended
 * @param passSquashed `on-squashed: pass`
 */
function conclude(jobs, finished, end, passSquashed) {
    const outcomes = jobs.map(job => ({ job, result: resultOf(job, end, jobs, passSquashed) }));
    const bad = finished.find(job => !endedWell(job, passSquashed));
    const unfinished = jobs.find(job => job.ending === undefined);
    if (end === 'crashed')
        return { result: 'error', deciding: bad ?? unfinished ?? finished.at(-1), jobs: outcomes };
    if (bad?.ending !== undefined)
        return { result: bad.ending.result, deciding: bad, jobs: outcomes };
    if (unfinished !== undefined && end !== 'over') {
        return { result: end === 'deadline' ? 'timed-out' : 'cancelled', deciding: unfinished, jobs: outcomes };
    }
    const squashed = finished.some(job => job.ending?.result === 'squashed');
    return { result: squashed ? 'squashed' : 'complete', deciding: finished.at(-1), jobs: outcomes };
}
function resultOf(job, end, jobs, passSquashed) {
    if (job.ending !== undefined)
        return job.ending.result;
    if (job.held && !versionsMayEndWell(jobs, passSquashed))
        return 'pending';
    return end === 'deadline' ? 'timed-out' : end === 'cancelled' ? 'cancelled' : 'pending';
}
/** Whether no version of the step has ended badly: only then is a rollout ever watched. */
function versionsMayEndWell(jobs, passSquashed) {
    const over = jobs.filter(({ target, ending }) => target.kind === 'version' && ending !== undefined);
    return over.every(job => endedWell(job, passSquashed));
}
/** The targets in the order of the kinds; within one kind as written. */
function inOrder(targets) {
    return targets.toSorted((a, b) => kindNames.indexOf(a.kind) - kindNames.indexOf(b.kind));
}

;// CONCATENATED MODULE: ./src/wait/faults.ts
/** 404, refusals, 401 and 403 are asked again at this distance, in ms, … */
const DISTANCE = 10_000;
/** … and the third in a row ends the job. */
const IN_A_ROW = 3;
/** The class of a fault. */
function classify(error) {
    if (error.kind === 'certificate')
        return 'final';
    if (error.kind === 'refusal')
        return 'missing';
    if (error.kind !== 'status')
        return 'outage';
    const status = error.status ?? 0;
    if (status === 404)
        return 'missing';
    if (status === 401 || status === 403)
        return 'denied';
    return status === 408 || status === 429 || status >= 500 ? 'outage' : 'final';
}
/**
 * Whether a call that changes something took place: it provably did not arrive, its answer was lost (it counts as
 * done), or it was refused.
 */
function delivery(error) {
    if (error.kind === 'connect' || error.status === 429)
        return 'not-arrived';
    return classify(error) === 'outage' ? 'lost' : 'refused';
}
/** No fault since the last usable answer. */
const noFaults = { failures: 0, streak: 0 };
/** When the outage is no longer survived; Infinity while there is none, or only one failed request. */
function outageEnds(memory, outageTimeout) {
    return memory.outageSince === undefined || memory.failures < 2
        ? Infinity
        : memory.outageSince + outageTimeout;
}
/**
 * Judges a fault.
 *
 * @param trusted whether a usable answer was had before: then 401 and 403 are survived twice
 */
function judgeFault(memory, error, timing, trusted) {
    const kind = classify(error);
    if (kind === 'final' || (kind === 'denied' && !trusted))
        return { is: 'over', memory };
    if (kind === 'outage')
        return { is: 'by-schedule', memory: outage(memory, error, timing) };
    const after = streak(memory, kind, timing.now);
    return { is: after.streak >= IN_A_ROW ? 'over' : 'at-distance', memory: after };
}
/** An answer of any other kind ends a streak; silence (no connection, no answer) does not. */
function outage(memory, error, { sent, retryAfter = 0 }) {
    const { outageSince = sent, outageBegan = sent, failures } = memory;
    const next = { outageSince: outageSince + retryAfter, outageBegan, failures: failures + 1 };
    return error.status === undefined && error.kind !== 'bad-answer'
        ? { ...memory, ...next }
        : { ...next, streak: 0 };
}
/** Counted only at a distance, so that a poll which had to be early (the deadline's) does not condemn a job. */
function streak(memory, kind, now) {
    const { streak: before, streakOf, streakAt = -Infinity } = memory;
    if (streakOf !== kind)
        return { ...memory, streak: 1, streakOf: kind, streakAt: now };
    return now - streakAt < DISTANCE ? memory : { ...memory, streak: before + 1, streakAt: now };
}

;// CONCATENATED MODULE: ./src/wait/source.ts




/** The requests about one job: its status, and the calls that queue it or run it again. */
class OwnSource {
    job;
    scope;
    versions;
    /** @param versions the versions whose installs must be off the list before a rollout is believed */
    constructor(job, scope, versions) {
        this.job = job;
        this.scope = scope;
        this.versions = versions;
    }
    get jobs() {
        const { ending, phase } = this.job;
        return ending !== undefined || phase === 'listed' || phase === 'held' ? [] : [this.job];
    }
    get due() {
        return this.jobs.length === 0 ? Infinity : this.job.times.due;
    }
    get leaveAlone() {
        return this.job.times.leaveAlone;
    }
    followsUp() {
        return this.job.phase === 'check';
    }
    request() {
        const { target, phase } = this.job;
        if (phase === 'check')
            return listInstalls(this.scope);
        const { retry, status } = kindOf(target);
        return (phase === 'retry' && retry !== undefined ? retry : status)(target.id, this.scope);
    }
    hear(body, arrival) {
        if (this.job.phase === 'check') {
            this.hearCheck(body, arrival);
            return;
        }
        const answer = answer_readAnswer(this.job.target, body);
        this.callMade(arrival.now);
        this.job.hear(answer, arrival);
    }
    fail(error, arrival) {
        const { job } = this;
        const how = job.phase === 'queue' || job.phase === 'retry' ? delivery(error) : 'not-arrived';
        if (how === 'refused' && job.phase === 'retry' && error.kind !== 'certificate') {
            job.end({ result: 'failed', by: 'state', retryFault: error }, arrival.now);
        }
        else if (how === 'refused') {
            job.end({ result: 'error', why: 'fault', error }, arrival.now);
        }
        else {
            if (how === 'lost')
                this.callMade(arrival.now);
            job.fail(error, arrival);
        }
    }
    close(now) {
        const { job } = this;
        if (job.phase === 'queue')
            job.enter('listed', now);
        if (job.phase === 'retry')
            job.end({ result: 'failed', by: 'state' }, now);
    }
    /** A call that changes something is made once: from now on the job is only watched. */
    callMade(now) {
        const { job } = this;
        if (job.phase === 'retry')
            job.ranAgain(now);
        if (job.phase === 'queue')
            job.enter('listed', now);
        else
            job.enter('ask', now);
    }
    /** Denied or listing an install of these versions: not yet; the counts are asked for again. */
    hearCheck(body, arrival) {
        const { job } = this;
        const { installs, denied } = readList(body);
        job.reach(arrival);
        job.enter('ask', arrival.now);
        const underWay = installs.some(({ version }) => this.versions.some(id => isId(version, id)));
        if (denied || underWay)
            job.askAgain(arrival);
        else
            job.end({ result: 'complete', inferred: false, failedBefore: 0 }, arrival.now);
    }
}

;// CONCATENATED MODULE: ./src/wait/verdict.ts
/**
 * The verdict table; the first row that holds.
 *
 * @param maxJobfailed `max-jobfailed`: a job has failed when `jobfailed` is greater than this
 */
function judge(reading, maxJobfailed) {
    const { state, failures, denied } = reading;
    // success and error speak of the request: they can keep a job from being complete, never make it so.
    if (state === 'complete' && !denied)
        return { is: 'complete', failedBefore: failures };
    if (state === 'failed')
        return { is: 'failed', by: 'state' };
    if (state !== 'complete' && failures > maxJobfailed)
        return { is: 'failed', by: 'count' };
    if (state === 'squashed')
        return { is: 'squashed' };
    if (state === 'complete' || denied || (reading.progress ?? 0) < 100)
        return { is: 'unfinished' };
    return state === 'absent' || state === 'unknown'
        ? { is: 'complete', failedBefore: failures }
        : { is: 'nearly' };
}

;// CONCATENATED MODULE: ./src/wait/job-course.ts

/** For so long after a run-again, an answer that shows the very failure it was for is an old one. ms */
const STALE = 60_000;
/**
 * Takes a usable answer.
 *
 * @param min `min-poll-interval`, ms: 100 % is confirmed by an answer that much later, or by the deadline's last look
 */
function takeJob(memory, reading, heard, min) {
    const verdict = judge(reading, memory.maxJobfailed);
    switch (verdict.is) {
        case 'complete':
            return end(memory, { result: 'complete', inferred: false, failedBefore: verdict.failedBefore });
        case 'squashed':
            return end(memory, { result: 'squashed' });
        case 'failed':
            return verdict.by === 'state'
                ? takeFailure(memory, reading, heard)
                : end(memory, { result: 'failed', by: 'count' });
        case 'nearly':
            return takeNearly(memory, reading, heard, min);
        case 'unfinished':
            return askAgain(memory, reading);
    }
}
function takeNearly(memory, reading, heard, min) {
    const { nearlySince } = memory;
    if (nearlySince !== undefined && (heard.final || heard.now - nearlySince >= min)) {
        return end(memory, { result: 'complete', inferred: false, failedBefore: reading.failures });
    }
    const step = { do: 'ask-again', hints: hintsOf(reading), soon: true };
    return { step, memory: { ...memory, nearlySince: nearlySince ?? heard.now } };
}
/** Only state Failed is run again; a count above the limit in another state may be the count of an earlier run. */
function takeFailure(memory, reading, { now, final }) {
    const { rerun, retriesLeft, maxJobfailed } = memory;
    if (rerun !== undefined && now - rerun.at < STALE && isSameFailure(rerun.of, reading))
        return askAgain(memory, reading);
    if (retriesLeft === 0 || final)
        return end(memory, { result: 'failed', by: 'state' });
    const next = {
        nearlySince: undefined,
        retriesLeft: retriesLeft - 1,
        maxJobfailed: Math.max(maxJobfailed, reading.failures),
        rerun: { of: reading, at: now },
    };
    return { step: { do: 'run-again' }, memory: next };
}
function isSameFailure(before, after) {
    return before.updated === after.updated && before.failures === after.failures;
}
function askAgain(memory, reading) {
    return { step: { do: 'ask-again', hints: hintsOf(reading) }, memory: { ...memory, nearlySince: undefined } };
}
function end(memory, ending) {
    return { step: { do: 'end', ending }, memory };
}
function hintsOf(reading) {
    const { state, progress, eta, start, updated } = reading;
    return { started: !['created', 'pending', 'queued'].includes(state), progress, eta, start, updated };
}

;// CONCATENATED MODULE: ./src/wait/rollout-course.ts

/**
 * What follows from a rollout's last answer, heard at `now`.
 *
 * @param checked whether the step waits for versions too, so that their installs must have left the list
 */
function takeRollout(memory, allowance, checked, now) {
    const verdict = judgeRollout(memory, allowance, now);
    const hints = rollout_course_hintsOf(memory);
    switch (verdict.is) {
        case 'failed':
            return { do: 'end', ending: { result: 'failed', by: 'machines' } };
        case 'complete':
            if (checked)
                return { do: 'check-installs', hints };
            return { do: 'end', ending: { result: 'complete', inferred: false, failedBefore: 0 } };
        case 'settling':
            return { do: 'ask-again', hints, by: verdict.until };
        case 'unfinished':
            return { do: 'ask-again', hints };
    }
}
/** A rollout has neither progress nor start; the share of machines done since the first answer serves as both. */
function rollout_course_hintsOf(memory) {
    const [before, done] = [percentDone(memory.first), percentDone(memory.last)];
    return {
        started: true,
        progress: before < 100 ? ((done - before) / (100 - before)) * 100 : 0,
        start: memory.firstDate,
    };
}

;// CONCATENATED MODULE: ./src/wait/stillness.ts

/** Takes an answer heard at `now`: state, progress and `jobupdated` of a job, the counters of a rollout. */
function observeStillness(before, reading, now) {
    const told = reading.type === 'rollout'
        ? counts(reading)
        : [reading.state, reading.stateName, reading.progress, reading.updated].join('/');
    return before?.told === told ? before : { told, since: now };
}
/** What makes a moment of a job's story: its state, or a rollout's counts. */
function standing(reading) {
    return reading.type === 'job' ? reading.state : counts(reading);
}

;// CONCATENATED MODULE: ./src/wait/schedule.ts
/**
 * When to ask next. Pure: time and chance are handed in, server stamps are compared with each other only.
 * If a job ends at rate h, asking every d seconds costs d·h/2 of lag and λ/d in requests; d = sqrt(2λ/h) is best.
 * With x seconds left, or overdue, the memoryless guess is h = 1/x: wait sqrt(2λx). But a job may also fail, at any
 * of the T seconds it is to last. Nothing tells when, so one pace is best for all of them; it grows as sqrt(T).
 */
const LAMBDA = 1; // s of delay that one request is worth
const URGENCY = 6; // divides T: enough that jobs that fail lag less than 8 s in the benchmark
const BLIND = 10_000; // ms between polls when nothing predicts the end
const SPARE = 10; // polls a job may make beyond one per blind interval
const AHEAD = 600; // s; a jobupdated further ahead of the Date header is garbage
const schedule_LONGEST = 24 * 86_400_000; // ms; the longest `timeout`, and not much more overflows a timer
/** The schedule of a job whose first request goes out at `now`, monotonic ms. */
function startSchedule(now) {
    return { first: now, heard: now, clock: -Infinity, polls: 0, faults: 0 };
}
/** The wait in ms after a usable answer heard at `now`; `random` in [0, 1). */
function afterAnswer(was, hints, now, random, pace) {
    const { clock, anchor, left } = predict(was, hints, now);
    const state = { ...was, clock, anchor, heard: now, polls: was.polls + 1, faults: 0 };
    const [blind, elapsed] = [blindOf(pace), now - was.first];
    const steady = Math.max(blind, root((elapsed / 1000 + left) / URGENCY));
    const most = !hints.started ? 1.5 * blind : left > 0 ? steady : blind;
    const best = Math.min(root(Math.abs(left)), most, Math.max(blind, elapsed));
    const jittered = Math.max(best, floorOf(state, now, pace)) * (0.95 + 0.1 * random());
    return { wait: clamp(jittered, pace.min, pace.max), state };
}
/** The wait in ms after a failed request: what Retry-After asks for, else twice as long with each in a row. */
function afterFault(was, why, now, random, pace) {
    const state = { ...was, polls: was.polls + 1, faults: was.faults + 1 };
    const [floor, after] = [floorOf(state, now, pace), why.retryAfter ?? NaN];
    if (Number.isFinite(after))
        return { wait: Math.max(floor, Math.min(after, schedule_LONGEST)), state };
    const backoff = (why.tooMany ? blindOf(pace) : pace.min) * 2 ** was.faults * (1 + random() / 2);
    return { wait: clamp(backoff, floor, pace.max), state };
}
/** `left`: seconds to the nearest predicted end, negative when it has passed, -Infinity when nothing predicts it. */
function predict(was, hints, now) {
    const [progress, eta, start] = [finite(hints.progress), finite(hints.eta), finite(hints.start)];
    const [date, told] = [finite(hints.date), finite(hints.updated)];
    const updated = told > date + AHEAD ? NaN : told;
    const clock = latest(date, updated, was.clock + (now - was.heard) / 1000);
    const old = was.anchor;
    const same = old && Object.is(progress, old.progress) && Object.is(start, old.start);
    const since = updated > (old?.updated ?? -Infinity) ? updated : clock; // jobupdated may never move
    const stays = same && (Number.isNaN(eta) || !Number.isNaN(old.eta)); // the first ETA counts too
    const anchor = stays ? old : { progress, start, eta, updated, clock, since };
    const drifts = eta - anchor.eta > (clock - anchor.clock) / 2; // it moves away while the percentage stands still
    const byEta = drifts ? NaN : eta - clock;
    const ran = progress > 0 && anchor.since > start ? anchor.since - start : NaN;
    const byProgress = (ran * (99.5 - progress)) / (progress + 0.5) - (clock - anchor.since);
    const [left = -Infinity] = [byEta, byProgress]
        .filter(Number.isFinite)
        .sort((a, b) => Math.abs(a) - Math.abs(b));
    return { clock, anchor, left };
}
/** The request budget: the least wait of a job that has polled so often, whatever the server says. */
const floorOf = ({ polls, first }, now, pace) => polls >= SPARE + (now - first) / blindOf(pace) ? blindOf(pace) : pace.min;
const blindOf = (pace) => clamp(BLIND, pace.min, pace.max);
const root = (seconds) => 1000 * Math.sqrt(2 * LAMBDA * seconds);
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
const finite = (value = NaN) => (Number.isFinite(value) ? value : NaN);
const latest = (...stamps) => Math.max(...stamps.filter(stamp => !Number.isNaN(stamp)));

;// CONCATENATED MODULE: ./src/wait/timetable.ts


/** When one job is asked next: by its schedule, by what its faults allow, and when Retry-After says so. */
class Timetable {
    /** When to ask next, monotonic ms. */
    due;
    /** Until when an honoured Retry-After runs, monotonic ms. */
    leaveAlone = -Infinity;
    rules;
    random;
    schedule;
    faults = noFaults;
    trusted = false;
    constructor(rules, random, start) {
        this.rules = rules;
        this.random = random;
        this.due = start;
        this.schedule = startSchedule(start);
    }
    /** When the outage is given up, monotonic ms; Infinity while there is none. */
    get outageEnds() {
        return outageEnds(this.faults, this.rules.outageTimeout);
    }
    /** Failed requests of the outage so far. */
    get failures() {
        return this.faults.failures;
    }
    /** The first request leaves. */
    begin(now) {
        this.schedule = startSchedule(now);
    }
    /** The API answers as it should: the faults are over. Gives how long they had lasted, in ms, where there were any. */
    reach(now) {
        const { outageBegan } = this.faults;
        this.faults = noFaults;
        this.trusted = true;
        return outageBegan === undefined ? undefined : now - outageBegan;
    }
    /** Plans the next poll after a usable answer. Retry-After wins over everything but `min-poll-interval`. */
    plan(wish, { now, date, retryAfter }) {
        const { pace } = this.rules;
        const { wait, state } = afterAnswer(this.schedule, { ...wish.hints, date }, now, this.random, pace);
        this.schedule = state;
        const soonest = wish.soon === true ? 0 : Math.min(wait, (wish.by ?? Infinity) - now);
        this.due = now + Math.max(pace.min, retryAfter ?? soonest);
        this.leaveAlone = retryAfter === undefined ? -Infinity : now + retryAfter;
    }
    /** Takes a fault and plans the next poll; false when the fault ends the wait. */
    survives(error, arrival) {
        const { is, memory } = judgeFault(this.faults, error, arrival, this.trusted);
        this.faults = memory;
        if (is === 'over')
            return false;
        this.backOff(error, arrival, is === 'at-distance');
        return true;
    }
    backOff(error, { now, retryAfter }, atDistance) {
        const { pace } = this.rules;
        const setback = { tooMany: error.status === 429, retryAfter };
        const { wait, state } = afterFault(this.schedule, setback, now, this.random, pace);
        this.schedule = state;
        const after = atDistance ? Math.max(DISTANCE, retryAfter ?? 0) : wait;
        // One more look before an outage is given up: an API that came back meanwhile is a release saved.
        const lastChance = retryAfter === undefined && !atDistance ? this.outageEnds - pace.min : Infinity;
        this.due = Math.max(now + pace.min, Math.min(now + after, lastChance));
        this.leaveAlone = retryAfter === undefined ? -Infinity : now + retryAfter;
    }
}

;// CONCATENATED MODULE: ./src/wait/tracker.ts






/** How many moments of a job are kept for the summary; a job that flaps for hours must not fill the memory. */
const MOMENTS = 200;
/**
 * One job on its way: takes answers and faults, says when to ask next and when it is over.
 * Knows neither a clock nor the network; which request comes next is the source's affair (source.ts).
 */
class Tracker {
    target;
    times;
    phase;
    reading;
    fields = {};
    heardAt;
    date;
    polls = 0;
    ending;
    endedAt;
    fault;
    runsAgain = 0;
    moments = [];
    setup;
    hints = { started: false };
    memory;
    rollout;
    stillness;
    constructor(setup) {
        this.setup = setup;
        this.target = setup.target;
        this.phase = setup.phase;
        this.times = new Timetable(setup.rules, setup.random, setup.start);
        const retries = kindOf(setup.target).retry === undefined ? 0 : setup.rules.retries;
        this.memory = { retriesLeft: retries, maxJobfailed: setup.rules.maxJobfailed };
    }
    get held() {
        return this.phase === 'held';
    }
    /** When the outage that this job is in ends it, monotonic ms; Infinity while there is none. */
    get outageEnds() {
        return this.ending === undefined ? this.times.outageEnds : Infinity;
    }
    /** Goes over to another phase, whose first request is due at `due` (monotonic ms). */
    enter(phase, due) {
        this.phase = phase;
        this.times.due = due;
    }
    /** A request that tells of this job leaves. */
    send(now) {
        if (this.polls === 0)
            this.times.begin(now);
        this.polls += 1;
    }
    /** A usable answer about this job. */
    hear(answer, arrival) {
        this.reach(arrival);
        this.note(answer, arrival);
        this.follow(this.take(answer.reading, arrival), arrival);
        this.setup.observe({ type: 'heard', job: this });
        if (this.ending !== undefined)
            this.setup.observe({ type: 'over', job: this, ending: this.ending });
    }
    /** The API answers as it should, even if it says nothing about this job: the faults are over. */
    reach(arrival) {
        const gone = this.times.reach(arrival.now);
        this.fault = undefined;
        if (gone !== undefined)
            this.setup.observe({ type: 'recovered', job: this, gone });
    }
    /** A fault, judged by its class: it ends the wait, or is survived for a while. */
    fail(error, arrival) {
        this.fault = error;
        const { now } = arrival;
        if (!this.times.survives(error, arrival)) {
            this.end({ result: 'error', why: 'fault', error }, now);
            return;
        }
        const { due, failures } = this.times;
        this.setup.observe({ type: 'fault', job: this, error, after: due - now, failures });
    }
    /** The outage has lasted too long. */
    giveUp(now) {
        if (this.fault !== undefined)
            this.end({ result: 'error', why: 'outage', error: this.fault }, now);
    }
    /** Asks again by the schedule, at the latest `by` (monotonic ms), after an answer that did not tell of this job. */
    askAgain(arrival, by = Infinity) {
        this.times.plan({ hints: this.hints, by }, arrival);
    }
    /** The call that runs the job again was made. */
    ranAgain(now) {
        if (this.memory.rerun !== undefined)
            this.memory = { ...this.memory, rerun: { ...this.memory.rerun, at: now } };
        this.runsAgain += 1;
        this.stillness = undefined;
        this.remember({ at: now, state: 'run-again', reading: undefined });
        this.setup.observe({ type: 'run-again', job: this, left: this.memory.retriesLeft });
    }
    /** The job is over for this step. */
    end(ending, now) {
        this.settle(ending, now);
        this.setup.observe({ type: 'over', job: this, ending });
    }
    settle(ending, now) {
        this.ending = ending;
        this.endedAt = now;
    }
    note({ reading, fields }, { now, date }) {
        if (standing(reading) !== (this.reading && standing(this.reading))) {
            this.remember({ at: now, state: reading.type === 'job' ? reading.state : 'counts', reading });
        }
        this.reading = reading;
        this.fields = fields;
        this.heardAt = now;
        this.date = date;
        this.stillness = observeStillness(this.stillness, reading, now);
    }
    remember(moment) {
        if (this.moments.length < MOMENTS)
            this.moments.push(moment);
    }
    take(reading, arrival) {
        const { rules, checked } = this.setup;
        if (reading.type === 'rollout') {
            this.rollout = remember(this.rollout, reading, arrival.now, arrival.date);
            return takeRollout(this.rollout, rules.allowance, checked, arrival.now);
        }
        const { step, memory } = takeJob(this.memory, reading, arrival, rules.pace.min);
        this.memory = memory;
        return step;
    }
    follow(step, arrival) {
        const { now } = arrival;
        const stalls = (this.stillness?.since ?? Infinity) + (this.setup.rules.stallTimeout ?? Infinity);
        switch (step.do) {
            case 'end':
                this.settle(step.ending, now);
                break;
            case 'run-again':
                this.enter('retry', now);
                break;
            case 'check-installs':
                this.hints = step.hints;
                this.enter('check', now);
                break;
            case 'ask-again':
                this.hints = step.hints;
                if (now >= stalls)
                    this.settle({ result: 'stalled' }, now);
                else
                    this.times.plan({ ...step, by: Math.min(step.by ?? Infinity, stalls) }, arrival);
        }
    }
}

;// CONCATENATED MODULE: ./src/wait/limiter.ts
/** Requests that may leave in one window. */
const REQUESTS = 5;
/** A little over a second, since what leaves a second apart may arrive closer together. ms */
const WINDOW = 1_050;
/** The step's own rate limit: at most five requests in any second, whatever it waits for. */
class Limiter {
    sent = [];
    /** When the next request may leave, monotonic ms. */
    get readyAt() {
        const first = this.sent.length < REQUESTS ? undefined : this.sent[0];
        return first === undefined ? -Infinity : first + WINDOW;
    }
    /** A request leaves at `now`. */
    note(now) {
        this.sent.push(now);
        if (this.sent.length > REQUESTS)
            this.sent.shift();
    }
}

;// CONCATENATED MODULE: ./src/wait/traffic.ts


/** Requests of one step that may be under way at the same time. */
const IN_FLIGHT = 8;
/** A step's requests: which source is asked next, earliest due first, within the step's own limits. Monotonic ms. */
class Traffic {
    /** Requests made. */
    requests = 0;
    sources;
    pace;
    deadline;
    tools;
    limiter = new Limiter();
    flights = new Map();
    /** When a source's last request came back. */
    answered = new Map();
    /** The sources that have had their last look. */
    looked = new Set();
    crash;
    isLimited = false;
    changed = () => undefined;
    constructor(sources, pace, deadline, tools) {
        this.sources = sources;
        this.pace = pace;
        this.deadline = deadline;
        this.tools = tools;
    }
    /** Sends everything that may leave at `now`. */
    launch(now) {
        while (this.flights.size < IN_FLIGHT && (now >= this.deadline || this.limiter.readyAt <= now)) {
            const [source, due] = this.earliest(now);
            if (source === undefined || due > now)
                return;
            this.send(source, now);
        }
    }
    /** When something may leave next if nothing comes back before; Infinity when that is all one can wait for. */
    next(now) {
        if (this.flights.size >= IN_FLIGHT)
            return Infinity;
        const [, due] = this.earliest(now);
        return now >= this.deadline ? due : Math.max(due, this.limiter.readyAt);
    }
    /** Whether nothing is under way and nothing is due: past the deadline, every last look has been had. */
    isIdle(now) {
        return this.flights.size === 0 && this.next(now) === Infinity;
    }
    /** Whether a request of this source has yet to come back. */
    isUnderWay(source) {
        return this.flights.has(source);
    }
    /** Sleeps until `until`, or until a request comes back or `interrupt` is called. Throws what a request threw unexpectedly. */
    async nap(until) {
        const nap = new AbortController();
        this.changed = () => {
            nap.abort();
        };
        if (this.crash === undefined)
            await this.tools.clock.sleep(until - this.tools.clock.now(), nap.signal);
        if (this.crash !== undefined)
            throw this.crash.error;
    }
    /** Ends the nap that is under way. */
    interrupt() {
        this.changed();
    }
    /** Ends the requests whose answers nobody waits for any more. */
    abandon(which) {
        for (const [source, controller] of this.flights)
            if (which(source))
                controller.abort();
    }
    earliest(now) {
        let [first, earliest] = [undefined, Infinity];
        for (const source of this.sources) {
            const due = this.flights.has(source) ? Infinity : this.dueOf(source, now);
            if (due < earliest)
                [first, earliest] = [source, due];
        }
        return [first, earliest];
    }
    /** A poll that would come just before the deadline waits for it; at the deadline, one last look each. */
    dueOf(source, now) {
        const { due } = source;
        if (due === Infinity)
            return due;
        if (now >= this.deadline) {
            return this.looked.has(source) || source.leaveAlone > this.deadline ? Infinity : this.deadline;
        }
        const isClose = due > this.deadline - this.pace.min && this.answered.has(source);
        return isClose || due > this.deadline ? Infinity : due;
    }
    send(source, now) {
        const controller = new AbortController();
        this.flights.set(source, controller);
        this.requests += 1;
        this.limiter.note(now);
        this.noteLimit(source, now);
        for (const job of source.jobs)
            job.send(now);
        this.exchange(source, now, controller.signal)
            .catch((error) => {
            this.crash = { error };
        })
            .finally(() => {
            this.flights.delete(source);
            this.changed();
        });
    }
    async exchange(source, sent, signal) {
        const { clock, get } = this.tools;
        const didFollowUp = source.followsUp();
        let headers = {};
        const arrival = () => ({ sent, now: clock.now(), final: clock.now() >= this.deadline, ...headers });
        try {
            const { body, ...rest } = await get(source.request(), signal);
            headers = rest;
            source.hear(body, arrival());
        }
        catch (error) {
            if (!(error instanceof ApiError))
                throw error;
            if (error.kind === 'aborted')
                return;
            headers = { retryAfter: error.retryAfter, ...headers };
            source.fail(error, arrival());
        }
        this.answered.set(source, clock.now());
        if (clock.now() >= this.deadline && (didFollowUp || !source.followsUp()))
            this.looked.add(source);
    }
    noteLimit(source, now) {
        const interval = now - (this.answered.get(source) ?? now);
        const isLate = interval > this.pace.max && source.due < now && now < this.deadline;
        if (this.isLimited || !isLate || source.due - (now - interval) > this.pace.max)
            return;
        this.isLimited = true;
        this.tools.limited(interval);
    }
}

;// CONCATENATED MODULE: ./src/wait/wait.ts






/** What has not answered its last look this long after the deadline counts as last seen. ms */
const LAST_LOOK = 10_000;
/** One step's wait for all its jobs, until they are over or something else ends it. */
class Wait {
    plan;
    tools;
    deadline;
    trackers;
    finished = [];
    sources;
    traffic;
    isClosed = false;
    constructor(plan, tools) {
        const { targets, scope, rules, start } = plan;
        this.plan = plan;
        this.tools = tools;
        this.deadline = start + rules.timeout;
        const versions = targets.filter(({ kind }) => kind === 'version').map(({ id }) => id);
        this.trackers = inOrder(targets).map(target => this.track(target, versions.length > 0));
        const own = this.trackers.map(tracker => new OwnSource(tracker, scope, versions));
        this.sources = [...own, new ListSource(this.trackers, scope, rules.pace.min)];
        const limited = (interval) => {
            tools.observe({ type: 'limited', interval });
        };
        this.traffic = new Traffic(this.sources, rules.pace, this.deadline, { ...tools, limited });
    }
    /** The jobs, in the order in which they are named. */
    get jobs() {
        return this.trackers;
    }
    /** Requests made so far. */
    get requests() {
        return this.traffic.requests;
    }
    /** How things stand if the wait ends now, for this reason. */
    conclude(end) {
        return conclude(this.trackers, this.finished, end, this.plan.rules.passSquashed);
    }
    /** Waits. Gives why it ended, and leaves no request behind; rejects only with what nobody foresaw. */
    async run(signal) {
        const interrupt = () => {
            this.traffic.interrupt();
        };
        signal.addEventListener('abort', interrupt);
        try {
            for (;;) {
                const now = this.tools.clock.now();
                this.tend(now);
                const end = this.endAt(now, signal);
                if (end !== undefined)
                    return end;
                this.traffic.launch(now);
                await this.traffic.nap(this.nextEvent(now));
            }
        }
        finally {
            signal.removeEventListener('abort', interrupt);
            this.traffic.abandon(() => true);
        }
    }
    track(target, hasVersions) {
        const { rules, start } = this.plan;
        const { random } = this.tools;
        const observe = (event) => {
            if (event.type === 'over')
                this.finished.push(event.job);
            this.tools.observe(event);
        };
        const phase = firstPhase(target, rules, hasVersions);
        return new Tracker({ target, phase, rules, checked: phase === 'held', start, random, observe });
    }
    /** What time alone brings about: outages that have lasted too long, the deadline, rollouts that may begin. */
    tend(now) {
        for (const tracker of this.trackers)
            if (tracker.outageEnds <= now)
                tracker.giveUp(now);
        const { passSquashed } = this.plan.rules;
        const versions = this.trackers.filter(({ target }) => target.kind === 'version');
        if (versions.every(version => endedWell(version, passSquashed))) {
            for (const tracker of this.trackers)
                if (tracker.phase === 'held')
                    tracker.enter('ask', now);
        }
        if (now >= this.deadline && !this.isClosed) {
            this.isClosed = true;
            for (const source of this.sources)
                if (!this.traffic.isUnderWay(source))
                    source.close(now);
        }
        this.traffic.abandon(source => source.jobs.length === 0);
    }
    endAt(now, signal) {
        const { passSquashed, failFast } = this.plan.rules;
        const mayFollow = versionsMayEndWell(this.trackers, passSquashed);
        if (this.trackers.every(job => job.ending !== undefined || (job.held && !mayFollow)))
            return 'over';
        if (failFast && this.finished.some(job => !endedWell(job, passSquashed)))
            return 'over';
        if (signal.aborted)
            return 'cancelled';
        if (now < this.deadline)
            return undefined;
        return now >= this.deadline + LAST_LOOK || this.traffic.isIdle(now) ? 'deadline' : undefined;
    }
    nextEvent(now) {
        const limit = now < this.deadline ? this.deadline : this.deadline + LAST_LOOK;
        const outages = this.trackers.map(tracker => tracker.outageEnds);
        return outages.reduce((first, ends) => Math.min(first, ends), Math.min(limit, this.traffic.next(now)));
    }
}
function firstPhase(target, rules, hasVersions) {
    if (target.kind === 'rollout' && hasVersions)
        return 'held';
    if (kindOf(target).queues !== true || rules.installMode === 'poll')
        return 'ask';
    return rules.installMode === 'queue-once' ? 'queue' : 'listed';
}

;// CONCATENATED MODULE: ./src/main.ts













/** How often the log may catch up with what it held back. ms */
const TICK = 1_000;
const NOTHING = { result: 'error', deciding: undefined, jobs: [] };
/**
 * Waits, tells how it ended and gives the exit code: 0 only when the workflow may go on.
 * Never rejects, and leaves the process as it found it but for its exit code.
 */
async function main() {
    // The tunnel of the HTTP library uses Buffer(): a warning in everyone's log that nobody can act upon.
    process.noDeprecation = true;
    const secrets = readSecrets(getInput);
    for (const mask of secrets.masks)
        core_setSecret(mask);
    const redact = createRedactor(secrets);
    const step = { start: systemClock.now(), tools: { printer: createPrinter(redact), redact }, isOver: false };
    const stop = new AbortController();
    const unwatch = watchProcess({
        cancel: () => {
            stop.abort();
        },
        crash: error => {
            void finish(step, 'crashed', error).finally(() => process.exit(1));
        },
    });
    try {
        return await finish(step, await run(step, stop.signal));
    }
    catch (error) {
        return await finish(step, 'crashed', error);
    }
    finally {
        unwatch();
    }
}
async function run(step, signal) {
    const { printer } = step.tools;
    const settings = readSettings(getInput);
    step.settings = settings;
    const log = new Log(settings.rules, { printer, elapsed: () => systemClock.now() - step.start });
    step.log = log;
    const access = { ...settings.access, userAgent: `wait-for-clanforge/${version}` };
    const get = createGet(access, Date.now);
    const observe = log.observe.bind(log);
    const wait = new Wait({ ...settings, start: step.start }, { clock: systemClock, random: Math.random, get: isDebug() ? debugged(get, printer) : get, observe });
    step.wait = wait;
    log.begin(wait.jobs, settings.withoutEffect);
    const ticking = setInterval(() => {
        log.tick();
    }, TICK);
    try {
        return await wait.run(signal);
    }
    finally {
        clearInterval(ticking);
    }
}
/** Reports once, whatever comes first. Gives the exit code. */
async function finish(step, end, error) {
    if (step.isOver)
        return 1;
    step.isOver = true;
    const { printer } = step.tools;
    try {
        const report = reportOf(step, end, error);
        step.log?.end(report.outcome, report.requests);
        reportEnding(report, step.tools);
        if (step.settings?.summary ?? wantsSummary(getInput))
            await writeSummary(report, step.tools);
        return isGreen(report) ? 0 : 1;
    }
    catch (failure) {
        printer.error('The wait for Clanforge could not be reported', String(failure));
        return 1;
    }
    finally {
        await flushed(process.stdout);
    }
}
function reportOf({ start, settings, wait }, end, error) {
    const now = systemClock.now();
    return {
        outcome: wait?.conclude(end) ?? NOTHING,
        requests: wait?.requests ?? 0,
        elapsed: now - start,
        rules: settings?.rules,
        problems: error === undefined ? [] : error instanceof InputError ? error.problems : [unforeseen(error)],
        now,
        wallClock: Date.now(),
    };
}
function unforeseen(error) {
    return `this should not have happened, please report it: ${error instanceof Error ? (error.stack ?? error.message) : typeof error}`;
}


/***/ }),

/***/ 613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 23:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/compat get default export */
/******/ (() => {
/******/ 	// getDefaultExport function for compatibility with non-harmony modules
/******/ 	__nccwpck_require__.n = (module) => {
/******/ 		var getter = module && module.__esModule ?
/******/ 			() => (module['default']) :
/******/ 			() => (module);
/******/ 		__nccwpck_require__.d(getter, { a: getter });
/******/ 		return getter;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(407);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
