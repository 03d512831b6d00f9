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
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(674);

process.exit(await (0,_main_js__WEBPACK_IMPORTED_MODULE_0__/* .main */ .i)());

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 674:
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
;// CONCATENATED MODULE: ./src/errors.ts
class InputError extends Error {
    name = 'InputError';
    problems;
    constructor(problems) {
        super(problems.length === 1 ? problems.join('') : ['several inputs are wrong:', ...problems].join('\n- '));
        this.problems = problems;
    }
}
class ApiError extends Error {
    name = 'ApiError';
    kind;
    status;
    retryAfter;
    detail;
    constructor(kind, message, details = {}) {
        super(message, { cause: details.cause });
        this.kind = kind;
        this.status = details.status;
        this.retryAfter = details.retryAfter;
        this.detail = details.detail ?? '';
    }
}

;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
var external_node_http_default = /*#__PURE__*/__nccwpck_require__.n(external_node_http_namespaceObject);
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
var external_node_https_default = /*#__PURE__*/__nccwpck_require__.n(external_node_https_namespaceObject);
;// CONCATENATED MODULE: ./src/clanforge/handshake.ts


function watchedTransport(protocol) {
    const plain = protocol === 'https:' ? (external_node_https_default()) : (external_node_http_default());
    let isSecured = false;
    const request = (options, take) => {
        const opened = plain.request(options, take);
        return opened.once('socket', socket => {
            isSecured = opened.reusedSocket;
            if (isSecured)
                return;
            socket.once('secureConnect', () => {
                isSecured = true;
            });
        });
    };
    const httpModule = Object.assign(Object.create(plain), { request });
    return { httpModule, isSecured: () => isSecured };
}

;// CONCATENATED MODULE: ./src/clanforge/json.ts
function asObject(value) {
    return typeof value === 'object' && value !== null && !isArray(value) ? value : undefined;
}
function isArray(value) {
    return Array.isArray(value);
}
const DECIMAL = /^\s*[+-]?\d+(?:\.\d+)?\s*$/;
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
function toBoolean(value) {
    const number = toNumber(value);
    return number === 0 ? false : number === 1 ? true : undefined;
}
function toText(value) {
    const text = typeof value === 'string' ? value.trim() : '';
    return text === '' ? undefined : text;
}
function toId(value) {
    return typeof value === 'number' ? String(value) : toText(value);
}
function isId(value, id) {
    return toId(value) === id || (typeof value === 'number' && value === Number(id));
}

;// CONCATENATED MODULE: ./src/clanforge/network-errors.ts

const CERTIFICATE = /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERROR_IN_(CERT|CRL)|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED)/;
const TLS = /^(EPROTO|ERR_SSL_|ERR_TLS_)/;
const BEFORE_REQUEST = /before secure TLS connection was established|tunneling socket could not be established/;
const CONNECTING = new Set(['connect', 'getaddrinfo', 'getaddrinfow']);
function toApiError(error, isSecured = false) {
    if (error instanceof ApiError)
        return error;
    const { code, syscall, message } = details(error);
    if (CERTIFICATE.test(code))
        return new ApiError('certificate', `the certificate was refused (${code})`, { cause: error });
    if (CONNECTING.has(syscall) || (TLS.test(code) && !isSecured) || BEFORE_REQUEST.test(message)) {
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
    const inner = error instanceof AggregateError ? error.errors[0] : undefined;
    const { code = '', syscall = '', message = '' } = (inner ?? error);
    return { code, syscall, message };
}

;// CONCATENATED MODULE: ./src/clanforge/client.ts





const REQUEST_DEADLINE = 30_000;
const ERROR_PAGE = { deadline: 3_000, bytes: 64 * 1024 };
const TITLE = 4_096;
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
            return await orAbort(readMessage(message, request, wallClock), either);
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
        host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: url.port,
        path: url.pathname + url.search,
        method: 'GET',
        headers: {
            authorization: access.authorization,
            accept: 'application/json',
            'content-type': 'application/x-www-form-urlencoded',
            'user-agent': access.userAgent,
        },
        agent: client.getAgent(url.href),
        signal,
    };
    const { httpModule, isSecured } = watchedTransport(url.protocol);
    try {
        const response = await client.requestRaw({ options, parsedUrl: url, httpModule }, null);
        return response.message;
    }
    catch (error) {
        throw toApiError(error, isSecured());
    }
}
async function readMessage(message, request, wallClock) {
    const status = message.statusCode ?? 0;
    const date = toStamp(message.headers.date);
    const retryAfter = toDelay(message.headers['retry-after'], date ?? wallClock() / 1000);
    if (status < 200 || status > 299) {
        const detail = messageOf(await readErrorPage(message));
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
            detail: messageOf(text),
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
    return new TextDecoder().decode(Buffer.concat(chunks));
}
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
function messageOf(page) {
    try {
        const answer = asObject(JSON.parse(page));
        return toText(answer?.['error_message']) ?? toText(answer?.['message']) ?? toText(answer?.['error']) ?? '';
    }
    catch {
        return /<title[^<>]{0,200}>([^<]{0,500})/i.exec(page.slice(0, TITLE))?.[1]?.trim() ?? '';
    }
}
function toStamp(header) {
    const ms = Date.parse(header ?? '');
    return Number.isNaN(ms) ? undefined : ms / 1000;
}
function toDelay(header, now) {
    const text = (header ?? '').trim();
    const date = /^[a-z]/i.test(text) ? toStamp(text) : undefined;
    const seconds = /^\d+$/.test(text) ? Number(text) : (date ?? NaN) - now;
    return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : undefined;
}

;// CONCATENATED MODULE: ./src/credentials.ts
const ASID_MASK_LENGTH = 6;
const HTML = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};
const SHORTEST_LINE = 4;
const ONE_OF_TWO = 'accepted: either access-key and secret-key, or bearer-token';
function readSecrets(read) {
    const [key, secret] = [read('access-key'), read('secret-key')];
    const pair = key === '' && secret === '' ? '' : basicPair(key, secret);
    const texts = [key, secret, pair, read('bearer-token')].filter(text => text !== '');
    const asid = read('accountserviceid');
    return { texts, masks: asid.length >= ASID_MASK_LENGTH ? [...texts, asid] : texts };
}
function createRedactor({ texts }) {
    const spellings = texts.flatMap(spellingsOf).filter(text => text !== '');
    const longestFirst = [...new Set(spellings)].sort((a, b) => b.length - a.length);
    return text => longestFirst.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}
function spellingsOf(secret) {
    const json = JSON.stringify(secret).slice(1, -1);
    const url = encodeURIComponent(secret.toWellFormed());
    const unpadded = secret.replace(/=+$/, '');
    const html = secret.replace(/[&<>"']/g, sign => HTML[sign] ?? sign);
    const form = new URLSearchParams([['', secret]]).toString().slice('='.length);
    const escaped = [url, url.replaceAll('%20', '+'), form];
    return [
        ...[
            secret,
            json,
            json.replaceAll('/', '\\/'),
            unpadded,
            unpadded.replaceAll('+', '-').replaceAll('/', '_'),
        ],
        ...[html, html.replaceAll('&quot;', '&#34;')],
        ...[...escaped, ...escaped.map(text => text.replace(/%../g, code => code.toLowerCase()))],
        ...secret.split(/\r?\n/).filter(line => line.length >= SHORTEST_LINE),
    ];
}
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
    return /^[\x21-\x7e]+$/.test(token)
        ? []
        : ['bearer-token has spaces, line breaks or characters that no token has; accepted: the token alone'];
}
function basicPair(key, secret) {
    return Buffer.from(`${key}:${secret}`).toString('base64');
}

;// CONCATENATED MODULE: ./src/clanforge/job.ts

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
const states = ['created', 'pending', 'queued', 'running', 'complete', 'failed', 'squashed'];
function pickFields(answer) {
    return Object.fromEntries(fieldNames.filter(name => Object.hasOwn(answer, name)).map(name => [name, answer[name]]));
}
function isDenied(answer) {
    return toBoolean(answer['error']) === true || toBoolean(answer['success']) === false;
}
function readJob(answer) {
    const [id, name] = [toNumber(answer['jobstateid']), toText(answer['jobstatename'])];
    const [progress, failures] = [toNumber(answer['jobprogress']), toNumber(answer['jobfailed'])];
    if (id === undefined && name === undefined && progress === undefined && failures === undefined)
        return undefined;
    return {
        type: 'job',
        state: stateOf(id, name),
        stateName: nameOf(id, name),
        progress,
        failures: failures ?? 0,
        eta: toNumber(answer['jobeta']),
        start: toNumber(answer['jobstart']),
        created: toNumber(answer['jobcreated']),
        updated: toNumber(answer['jobupdated']),
        denied: isDenied(answer),
    };
}
function isDocumentedState(name) {
    return !['unknown', 'absent'].includes(stateOf(undefined, name.trim()));
}
function nameOf(id, name) {
    if (id === undefined)
        return name ?? '';
    const documented = states[id - 1];
    if (documented === undefined)
        return name === undefined ? `state ${String(id)}` : `${String(id)} (${name})`;
    return name ?? documented.slice(0, 1).toUpperCase() + documented.slice(1);
}
function stateOf(id, name) {
    if (id !== undefined)
        return states[id - 1] ?? 'unknown';
    if (name === undefined)
        return 'absent';
    const spelled = name.toLowerCase();
    return states.find(state => state === (spelled === 'completed' ? 'complete' : spelled)) ?? 'unknown';
}
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
        counts: true,
    },
};
const kindNames = Object.keys(kinds);
function kindOf(target) {
    return kinds[target.kind];
}
function listInstalls(scope) {
    return v1('imageinstall/status', scope, {}, 16 * MIB);
}
function v1(path, scope, query = {}, maxBytes = MIB) {
    const asid = scope.asid === '' ? {} : { accountserviceid: scope.asid };
    return { path: `/cfp/v1/${path}`, query: { ...asid, ...query }, maxBytes };
}

;// CONCATENATED MODULE: ./src/input-parsers.ts
const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST = 24 * 86_400_000;
const duration = text => {
    if (/^\d+$/.test(text))
        return { accepts: 'a duration with a unit, such as 30s or 30m' };
    if (!/^(\d+(ms|s|m|h|d))+$/.test(text))
        return { accepts: 'a duration such as 500ms, 90s, 45m or 1h30m' };
    const parts = [...text.matchAll(/(\d+)(ms|[smhd])/g)];
    const ms = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? NaN), 0);
    return ms > 0 && ms <= LONGEST ? { value: ms } : { accepts: 'more than 0 and at most 24d' };
};
const input_parsers_boolean = text => {
    const word = text.toLowerCase();
    if (word === 'true' || word === '1')
        return { value: true };
    return word === 'false' || word === '0' ? { value: false } : { accepts: 'true, false, 1 or 0' };
};
const count = text => /^\d{1,15}$/.test(text) ? { value: Number(text) } : { accepts: 'a whole number, 0 or more' };
const allowance = text => {
    const share = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(text);
    if (share !== null && Number(share[1]) <= 100)
        return { value: { percent: Number(share[1]) } };
    const machines = count(text);
    return 'value' in machines
        ? { value: { machines: machines.value } }
        : { accepts: 'a number of machines, or a share of them such as 5%' };
};
const oneOf = (...words) => text => {
    const value = words.find(word => word === text);
    return value === undefined ? { accepts: words.join(' or ') } : { value };
};
const baseUrl = text => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !['http:', 'https:'].includes(url.protocol))
        return { accepts: 'an https URL' };
    if (url.username !== '' || url.password !== '')
        return { accepts: 'a URL without user name and password' };
    if (url.search !== '' || url.hash !== '' || /[?#]/.test(text))
        return { accepts: 'a URL without query and fragment' };
    if (url.protocol === 'http:' && !isLoopback(url.hostname))
        return { accepts: 'https; http is only for localhost and 127.0.0.0/8' };
    return { value: (url.origin + url.pathname).replace(/\/+$/, '') };
};
function isLoopback(host) {
    return host === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host);
}

;// CONCATENATED MODULE: ./src/inputs.ts




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
const ASID = 'accepted: the account service ID (ASID) of the image';
const IDS = 'accepted: positive integers, separated by commas, spaces or line breaks';
const SHOWN = 3;
const EMPTY_RESULT = 'it looks like an empty result of the step before; accepted: what that step should have given';
const onlyFor = [
    ['mirroring', target => kindOf(target).queues === true],
    ['install-mode', target => kindOf(target).queues === true],
    ['job-retries', target => kindOf(target).retry !== undefined],
    ['allowed-failed-machines', target => kindOf(target).counts === true],
    ['max-jobfailed', target => kindOf(target).counts !== true],
    ['on-squashed', target => kindOf(target).counts !== true],
];
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
function wantsSummary(read) {
    const parsed = input_parsers_boolean(read('summary'));
    return 'accepts' in parsed || parsed.value;
}
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
        if (/^\.+$/.test(asid))
            this.problems.push(`accountserviceid is ${quoted(asid)}; ${ASID}`);
        if (isEmptyResult(asid))
            this.problems.push(`accountserviceid is ${quoted(asid)}; ${EMPTY_RESULT}`);
        if (asid === '' && isNeeded) {
            this.problems.push(`accountserviceid is empty; ${ASID}`);
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
        const empty = ids.find(isEmptyResult);
        if (empty !== undefined)
            this.problems.push(`${input} is ${quoted(empty)}; ${EMPTY_RESULT}`);
        const bad = ids.filter(id => !isEmptyResult(id) && !/^[1-9]\d*$/.test(id));
        const more = bad.length > SHOWN ? ` and ${String(bad.length - SHOWN)} more` : '';
        if (bad.length > 0)
            this.problems.push(`${input} is ${bad.slice(0, SHOWN).map(quoted).join(', ')}${more}; ${IDS}`);
        return ids;
    }
}
function isEmptyResult(text) {
    return ['null', 'undefined'].includes(text.toLowerCase());
}
function quoted(text) {
    return `"${text.length > 100 ? `${text.slice(0, 100)}…` : text}"`;
}
function shownUrl(text) {
    const [, scheme = '', rest = ''] = /^([a-z]+:\/\/)?(.*)$/is.exec(text) ?? [];
    const at = rest.lastIndexOf('@');
    if (/[/?#]/.test(rest.slice(0, Math.max(0, at))))
        return quoted(`${scheme}…`);
    return quoted(scheme + rest.slice(at + 1).replace(/[?#].*$/s, ''));
}
function withoutEffect(read, targets) {
    const defaults = inputDefaults;
    const isSet = (name) => read(name) !== '' && read(name) !== defaults[name];
    return onlyFor.filter(([name, applies]) => isSet(name) && !targets.some(applies)).map(([name]) => name);
}

;// CONCATENATED MODULE: ./src/process.ts
function watchProcess({ cancel, crash }) {
    const signals = process.platform === 'win32' ? ['SIGINT', 'SIGTERM', 'SIGBREAK'] : ['SIGINT', 'SIGTERM'];
    let isCancelled = false;
    const onSignal = () => {
        if (isCancelled)
            process.exit(1);
        isCancelled = true;
        cancel();
    };
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
function flushed(stream) {
    return new Promise(resolve => {
        stream.write('', () => {
            resolve();
        });
    });
}

;// CONCATENATED MODULE: ./src/report/debug.ts



const FILES = ['added', 'modified', 'removed'];
function debugged(get, { debug }) {
    return async (request, signal) => {
        const path = request.path.replace(/\/project\/[^/]*/, '/project/***');
        try {
            const answer = await get(request, signal);
            debug(`GET ${path}: ${written(withoutFiles(answer.body))}`);
            return answer;
        }
        catch (error) {
            debug(`GET ${path}: ${error instanceof ApiError ? `${error.message} ${error.detail}` : String(error)}`);
            throw error;
        }
    };
}
function withoutFiles(body) {
    const answer = asObject(body);
    return answer !== undefined && FILES.some(name => name in answer) ? pickFields(answer) : body;
}
function written(body) {
    try {
        return JSON.stringify(body);
    }
    catch {
        return 'an answer that is nested too deeply to be written';
    }
}

;// CONCATENATED MODULE: ./src/wait/outcome.ts

function endedWell(job, passSquashed) {
    return job.ending !== undefined && isGreen(job.ending.result, passSquashed);
}
function isGreen(result, passSquashed) {
    return result === 'complete' || (result === 'squashed' && passSquashed);
}
function conclude(jobs, finished, end, passSquashed) {
    const outcomes = jobs.map(job => ({ job, result: resultOf(job, end) }));
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
function resultOf(job, end) {
    if (job.ending !== undefined)
        return job.ending.result;
    if (job.held)
        return 'pending';
    return end === 'deadline' ? 'timed-out' : end === 'cancelled' ? 'cancelled' : 'pending';
}
function versionsMayEndWell(jobs, passSquashed) {
    const over = jobs.filter(({ target, ending }) => target.kind === 'version' && ending !== undefined);
    return over.every(job => endedWell(job, passSquashed));
}
function inOrder(targets) {
    return targets.toSorted((a, b) => kindNames.indexOf(a.kind) - kindNames.indexOf(b.kind));
}

;// CONCATENATED MODULE: ./src/wait/rollout.ts
const SETTLED = 60_000;
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
function machines(reading) {
    return reading.pending + reading.failed + reading.completed;
}
function percentDone(reading) {
    const all = machines(reading);
    return all === 0 ? 0 : ((reading.failed + reading.completed) / all) * 100;
}
function counts(reading) {
    return [reading.pending, reading.failed, reading.completed].join('/');
}
function allowed(allowance, all) {
    return 'machines' in allowance ? allowance.machines : (all * allowance.percent) / 100;
}

;// CONCATENATED MODULE: ./src/report/text.ts
const ANSI = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]/g;
const CONTROL = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
function defuse(text) {
    const line = text.replace(ANSI, ' ').replace(CONTROL, ' ');
    return line.replace(/:(?=:)/g, ': ').replace(/##\[/g, '## [');
}
function cut(text, length) {
    const characters = text.length > length ? Array.from(text.slice(0, 2 * length + 2)) : [];
    return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : text;
}
function cutBytes(text, bytes) {
    const buffer = Buffer.from(text.slice(0, bytes + 1));
    if (buffer.length <= bytes)
        return text;
    let end = bytes;
    while (end > 0 && ((buffer[end] ?? 0) & 0xc0) === 0x80)
        end -= 1;
    return buffer.toString('utf8', 0, end);
}
function formatDuration(ms) {
    if (ms < 1000)
        return `${String(Math.round(ms))}ms`;
    if (ms < 10_000)
        return `${String(Math.round(ms / 100) / 10)}s`;
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
function formatElapsed(ms) {
    const seconds = Math.floor(ms / 1000);
    const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const two = (count) => String(count).padStart(2, '0');
    return h > 0 ? `${String(h)}:${two(m)}:${two(s)}` : `${String(m)}:${two(s)}`;
}
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
function bar(percent) {
    const full = Math.floor(Math.min(100, Math.max(0, percent)) / 10);
    return '█'.repeat(full) + '░'.repeat(10 - full);
}
function plural(count, noun) {
    return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

;// CONCATENATED MODULE: ./src/report/standing.ts



const STATE = 60;
function standing_nameOf({ target }) {
    return `${kindOf(target).noun} ${target.id}`;
}
function shortNameOf({ target }) {
    return `${target.kind} ${target.id}`;
}
function percentOf({ reading }) {
    return reading?.type === 'rollout' ? percentDone(reading) : reading?.progress;
}
function formatPercent(percent) {
    return percent === undefined ? '' : `${String(Math.floor(percent))} %`;
}
function standing_stateOf(job) {
    const { reading, held } = job;
    if (reading === undefined)
        return held ? 'waits for its versions' : 'no answer yet';
    if (reading.type === 'job')
        return reading.stateName === '' ? 'state not told' : cut(reading.stateName, STATE);
    const failed = reading.failed > 0 ? `, ${String(reading.failed)} failed` : '';
    const listed = job.awaitsInstalls === true && reading.pending === 0
        ? ', but installs of its version are still listed'
        : '';
    return `${String(reading.completed)} of ${plural(machines(reading), 'machine')} done${failed}${listed}`;
}
function errorOf({ fields }) {
    const { joberror } = fields;
    if (joberror === undefined || joberror === null)
        return '';
    return typeof joberror === 'string' ? joberror.trim() : JSON.stringify(joberror);
}
function etaOf({ reading, ending }) {
    const eta = reading?.type === 'job' && ending === undefined ? reading.eta : undefined;
    return eta !== undefined && eta > 0 ? eta : undefined;
}

;// CONCATENATED MODULE: ./src/report/fault-words.ts

const QUOTE = 500;
const UNLOCK = 'Accept or reject what locks the image, then begin again.';
function isLock(text) {
    return /locked by/i.test(text);
}
function adviceFor({ kind, status = 0, detail }) {
    if (kind === 'certificate')
        return 'Check api-url. For a private CA, set NODE_EXTRA_CA_CERTS to its certificate.';
    if (isLock(detail))
        return UNLOCK;
    if (kind === 'refusal' || status === 404)
        return 'Check the id and accountserviceid: the job has to exist and belong to this ASID.';
    if (status === 401)
        return 'Check the secrets behind access-key and secret-key, or bearer-token: they were not accepted.';
    if (status === 403)
        return 'Check that these credentials may see this ASID (accountserviceid), and their permissions in Clanforge.';
    if (status >= 300 && status < 400)
        return 'Check api-url: redirects are not followed, since they would carry the credentials along.';
    const isDown = status === 0 || status === 408 || status === 429 || status >= 500;
    return isDown ? 'Check api-url, the proxy and the network.' : 'Check api-url and the id.';
}
function describe(error) {
    return error.detail === '' ? error.message : `${error.message}: ${cut(error.detail, QUOTE)}`;
}

;// CONCATENATED MODULE: ./src/report/outages.ts



class Outages {
    faulty = new Set();
    missing = new Set();
    hasWarned = false;
    limit;
    say;
    warn;
    constructor(limit, say, warn) {
        this.limit = limit;
        this.say = say;
        this.warn = warn;
    }
    fault({ job, error, after, failures }, isOnly) {
        const alike = failures > 0 ? this.faulty : this.missing;
        const isNew = alike.size === 0;
        alike.add(job);
        const asked = error.retryAfter === undefined ? '' : ', as the server asked (Retry-After)';
        if (isNew || (failures === 0 && isOnly)) {
            this.say(`${shortNameOf(job)}: ${describe(error)}; asking again in ${formatDuration(after)}${asked}`);
        }
        if (failures < 2 || this.hasWarned)
            return;
        this.hasWarned = true;
        const patience = `Asking on for up to ${formatDuration(this.limit)} (outage-timeout).`;
        this.warn(`Clanforge does not answer as it should (${describe(error)}). ${patience}`);
    }
    recovered(job, gone) {
        this.faulty.delete(job);
        if (this.faulty.size > 0)
            return;
        this.hasWarned = false;
        this.say(`Clanforge answers again, after ${formatDuration(gone)}`);
    }
    found(job) {
        this.missing.delete(job);
    }
    forget(job) {
        this.faulty.delete(job);
        this.missing.delete(job);
    }
}

;// CONCATENATED MODULE: ./src/report/words.ts





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
const resultSigns = {
    complete: '✅',
    squashed: '⚠️',
    failed: '❌',
    'timed-out': '⏰',
    stalled: '🧊',
    cancelled: '🚫',
    error: '❌',
    pending: '⏳',
};
function explain(outcome, rules) {
    const { deciding, result } = outcome;
    if (deciding?.ending?.result === result)
        return explainEnding(deciding, deciding.ending, rules);
    if (result === 'timed-out')
        return explainTimeout(deciding, rules);
    if (result === 'cancelled')
        return { cause: 'the runner ended the wait', advice: 'Run the step again to go on waiting.' };
    return { cause: '', advice: '' };
}
function lastSeen(job, now) {
    if (job.heardAt === undefined)
        return job.held ? 'It was not asked about yet.' : 'There was no usable answer about it.';
    const percent = formatPercent(percentOf(job));
    const state = percent === '' ? standing_stateOf(job) : `${standing_stateOf(job)}, ${percent}`;
    const age = now - job.heardAt;
    return `Last seen: ${state}, ${age < 1000 ? 'just now' : `${formatDuration(age)} ago`}.`;
}
function leftAlone({ deciding, result }) {
    if (deciding === undefined || ['complete', 'failed', 'squashed'].includes(result))
        return '';
    return 'The job itself was left alone: giving up changes nothing in Clanforge.';
}
function rerunAdvice(jobs, rules) {
    const queues = rules.installMode !== 'watch' && jobs.some(({ target }) => kindOf(target).queues === true);
    if (queues)
        return 'Running this step again queues the install again.';
    const retries = rules.retries > 0 && jobs.some(({ target }) => kindOf(target).retry !== undefined);
    return retries
        ? 'Running this step again is safe, but may run a failed job again (job-retries).'
        : 'Running this step again is safe: it only asks.';
}
function explainTimeout(job, rules) {
    const passed = `timeout (${formatDuration(rules.timeout)}) passed`;
    if (job?.fault !== undefined) {
        return {
            cause: `${passed}, and the last request failed: ${describe(job.fault)}`,
            advice: adviceFor(job.fault),
        };
    }
    const denied = job?.reading?.denied === true;
    return denied
        ? {
            cause: `${passed}; Clanforge says success: false or error: true, so nothing else was believed`,
            advice: 'Look at the job in Clanforge.',
        }
        : { cause: passed, advice: 'Raise timeout if it needs longer.' };
}
function quietOf({ fault }) {
    return fault === undefined ? 'no change for a minute' : `no usable answer: ${describe(fault)}`;
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
                advice: 'Look in Clanforge whether it hangs.',
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
        const hint = `if this job was run again after a failure, set max-jobfailed to ${count}`;
        return {
            cause: `jobfailed is ${count} while ${standing_stateOf(job)}; ${hint}${error}`,
            advice: 'Look at the job in Clanforge.',
        };
    }
    const { retryFault } = ending;
    const refused = retryFault === undefined ? '' : `; running it again was refused (${describe(retryFault)})`;
    const cause = `Clanforge says Failed${error}${refused}`;
    if (isLock(said) || isLock(retryFault?.detail ?? ''))
        return { cause, advice: UNLOCK };
    const canRetry = kindOf(job.target).retry !== undefined && rules.retries === 0;
    return {
        cause,
        advice: `Look at the job in Clanforge${canRetry ? '; job-retries lets this step run it again' : ''}.`,
    };
}
function explainFault(error, why, rules) {
    if (why === 'outage') {
        return {
            cause: `requests have failed for ${formatDuration(rules.outageTimeout)} (outage-timeout), lastly: ${describe(error)}`,
            advice: 'Check api-url, the proxy and the network; raise outage-timeout to sit out longer outages.',
        };
    }
    return { cause: describe(error), advice: adviceFor(error) };
}
function verdictLine(outcome, requests, elapsed) {
    const { deciding, result, jobs } = outcome;
    const passed = elapsed < 1000 ? elapsed : Math.floor(elapsed / 1000) * 1000;
    const cost = `after ${formatDuration(passed)} and ${plural(requests, 'request')}`;
    if (result === 'complete' && jobs.length > 1)
        return `All ${String(jobs.length)} jobs are complete, ${cost}`;
    if (deciding === undefined)
        return `The step could not begin, ${cost}`;
    const name = standing_nameOf(deciding);
    const named = name.slice(0, 1).toUpperCase() + name.slice(1);
    const squashed = result === 'squashed' && deciding.ending?.result !== 'squashed';
    return squashed
        ? `All jobs are over, at least one of them squashed, ${cost}`
        : `${named} ${resultWords[result]}, ${cost}`;
}

;// CONCATENATED MODULE: ./src/report/rows.ts




const ROWS = 20;
const NAMED = 20;
const ETA_MOVED = 10;
function barColumns(job, width, etaBefore) {
    const percent = percentOf(job);
    const columns = [
        shortNameOf(job).padEnd(width),
        percent === undefined ? ' '.repeat(10) : bar(percent),
        formatPercent(percent).padStart(5),
        standing_stateOf(job).padEnd(9),
        etaColumn(job, etaBefore),
        noteOf(job),
    ];
    return columns.join('  ').trimEnd();
}
function tableHeight(jobs) {
    return Math.min(jobs, ROWS + 1);
}
function tableOf(jobs, changed) {
    const rank = (job) => (changed.has(job) ? 0 : job.ending === undefined ? 1 : 2);
    const chosen = new Set(jobs.toSorted((a, b) => rank(a) - rank(b)).slice(0, ROWS));
    const rows = jobs.filter(job => chosen.has(job));
    const width = Math.max(...rows.map(job => shortNameOf(job).length));
    const lines = rows.map(job => barColumns(job, width, undefined));
    return jobs.length > ROWS ? [...lines, `… and ${String(jobs.length - ROWS)} more`] : lines;
}
function tallyOf(jobs) {
    const counts = new Map();
    for (const job of jobs) {
        const word = job.ending?.result ?? (job.held ? 'waiting for versions' : 'under way');
        counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const parts = [...counts].map(([word, count]) => `${String(count)} ${word}`);
    return `${String(jobs.length)} jobs: ${parts.join(', ')}`;
}
function noteOf(job) {
    const { ending } = job;
    if (ending?.result === 'failed')
        return cut(errorOf(job), 200);
    if (ending?.result === 'error' || ending?.result === 'stalled')
        return resultWords[ending.result];
    return ending?.result === 'complete' && ending.inferred
        ? 'gone from the list of installs, so taken for complete'
        : '';
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
function listJobs(jobs) {
    const [only] = jobs;
    if (jobs.length === 1 && only !== undefined)
        return standing_nameOf(only);
    const groups = kindNames.flatMap(kind => {
        const ids = jobs.filter(job => job.target.kind === kind).map(job => job.target.id);
        const more = ids.length > NAMED ? ` and ${String(ids.length - NAMED)} more` : '';
        return ids.length === 0 ? [] : [`${kinds[kind].noun} ${ids.slice(0, NAMED).join(', ')}${more}`];
    });
    return groups.join('; ');
}

;// CONCATENATED MODULE: ./src/report/log.ts






const HEARTBEAT = 60_000;
const PER_ROW = 3_000;
const UNKNOWN = 20;
class Log {
    printer;
    elapsed;
    rules;
    jobs = [];
    shown = new Map();
    changed = new Set();
    etas = new Map();
    outages;
    scarred = [];
    unknown = new Set();
    lastLine = 0;
    lastTable = -Infinity;
    constructor(rules, tools) {
        this.printer = tools.printer;
        this.elapsed = tools.elapsed;
        this.rules = rules;
        const say = this.say.bind(this);
        this.outages = new Outages(rules.outageTimeout, say, tools.printer.warning);
    }
    begin(jobs, withoutEffect) {
        this.jobs = jobs;
        const { timeout, pace } = this.rules;
        const pacing = `asking every ${formatDuration(pace.min)} to ${formatDuration(pace.max)}`;
        this.printer.line(`Waiting for ${listJobs(jobs)} for up to ${formatDuration(timeout)}, ${pacing}`);
        if (withoutEffect.length > 0)
            this.printer.line(`Without effect in this step: ${withoutEffect.join(', ')}`);
    }
    observe(event) {
        switch (event.type) {
            case 'heard':
                this.heard(event.job);
                break;
            case 'over':
                this.over(event.job, event.ending);
                break;
            case 'fault':
                this.outages.fault(event, this.jobs.length === 1);
                break;
            case 'recovered':
                this.outages.recovered(event.job, event.gone);
                break;
            case 'run-again':
                this.runAgain(event.job, event.left);
                break;
            case 'limited':
                this.say(`polls come later than max-poll-interval, lastly after ${formatDuration(event.interval)}: ` +
                    'a step makes at most 5 requests a second');
        }
    }
    tick() {
        this.flush(false);
        if (this.elapsed() - this.lastLine < HEARTBEAT)
            return;
        if (this.jobs.length > 1)
            this.say(`no change for a minute: ${tallyOf(this.jobs)}`);
        else
            for (const job of this.jobs)
                this.say(`${barColumns(job, 0, undefined)}  (${quietOf(job)})`);
    }
    end(outcome, requests) {
        this.flush(true);
        this.tellScarred();
        if (isGreen(outcome.result, this.rules.passSquashed))
            this.say(verdictLine(outcome, requests, this.elapsed()));
    }
    heard(job) {
        const { reading } = job;
        this.outages.found(job);
        this.nameUnknown(job);
        if (reading !== undefined && job.ending === undefined)
            this.show(job);
    }
    over(job, ending) {
        this.outages.forget(job);
        const { result } = ending;
        if (this.jobs.length > 1 || (result !== 'error' && result !== 'stalled'))
            this.show(job);
        if (result === 'complete' && ending.failedBefore > 0)
            this.scarred.push(job);
        if (this.jobs.length <= NAMED)
            this.tellScarred();
    }
    tellScarred() {
        if (this.scarred.length === 0)
            return;
        const names = this.scarred
            .slice(0, NAMED)
            .map(job => `${shortNameOf(job)} (jobfailed is ${failuresOf(job)})`);
        const more = this.scarred.length > NAMED ? ` and ${String(this.scarred.length - NAMED)} more` : '';
        this.say(`complete, but had failed before: ${names.join(', ')}${more}`);
        this.scarred.length = 0;
    }
    runAgain(job, left) {
        if (this.jobs.length > NAMED)
            this.changed.add(job);
        else {
            this.say(`${shortNameOf(job)}: Clanforge was asked to run it again; ${plural(left, 'more run')} allowed`);
        }
    }
    nameUnknown(job) {
        const state = standing_stateOf(job);
        if (job.reading?.type !== 'job' || job.reading.state !== 'unknown' || this.unknown.has(state))
            return;
        if (this.unknown.size >= UNKNOWN)
            return;
        this.unknown.add(state);
        this.say(`${shortNameOf(job)}: state ${state} is not a documented one; waiting on`);
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
        const height = tableHeight(this.jobs.length);
        const isDue = this.elapsed() - this.lastTable >= PER_ROW * height && !this.isYoung();
        if (this.changed.size === 0 || !(isLast || isDue))
            return;
        const rows = tableOf(this.jobs, this.changed);
        this.lastTable = this.elapsed();
        this.say(tallyOf(this.jobs));
        for (const row of rows)
            this.printer.line(`${' '.repeat(8)}  ${row}`);
        this.changed.clear();
        this.tellScarred();
    }
    isYoung() {
        return this.elapsed() < PER_ROW && this.jobs.some(job => job.heardAt === undefined && !job.held);
    }
    say(text) {
        this.lastLine = this.elapsed();
        this.printer.line(`${formatElapsed(this.elapsed()).padStart(8)}  ${text}`);
    }
}
function appearance(job) {
    const { reading, ending } = job;
    const progress = reading?.type === 'job' ? Math.floor(reading.progress ?? -1) : -1;
    return [standing_stateOf(job), progress, ending?.result].join('/');
}
function failuresOf({ reading }) {
    return reading?.type === 'job' ? String(reading.failures) : '';
}

;// CONCATENATED MODULE: ./src/report/printer.ts


const LINE = 4_000;
function createPrinter(redact) {
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



const LONGEST_TEXT = 8_192;
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
function writeOutputs(outputs) {
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
function safeValue(value, redact) {
    const text = outputs_toText(value);
    const safe = cutBytes(redact(text), LONGEST_TEXT);
    return safe === text ? value : safe;
}
function outputs_toText(value) {
    if (value === null || value === undefined || value === Infinity || value === -Infinity)
        return '';
    return typeof value === 'string' ? value : JSON.stringify(value);
}

;// CONCATENATED MODULE: ./src/report/redacted.ts





const TEXTS = ['joberror', 'jobstatename', 'error_message'];
function redacted(get, redact) {
    return async (request, signal) => {
        try {
            const answer = await get(request, signal);
            return { ...answer, body: redactBody(answer.body, redact) };
        }
        catch (error) {
            if (!(error instanceof ApiError))
                throw error;
            const { kind, message, status, retryAfter } = error;
            throw new ApiError(kind, message, { status, retryAfter, detail: redact(error.detail), cause: error });
        }
    };
}
function redactBody(body, redact) {
    const answer = asObject(body);
    if (answer === undefined)
        return body;
    const fields = redactTexts(answer, redact);
    const { installs } = fields;
    if (!isArray(installs))
        return fields;
    return { ...fields, installs: installs.map(entry => redactTexts(asObject(entry) ?? {}, redact)) };
}
function redactTexts(fields, redact) {
    const texts = TEXTS.flatMap(name => {
        const text = fields[name];
        return typeof text === 'string' && !isDocumentedState(text)
            ? [[name, cutBytes(redact(text), LONGEST_TEXT)]]
            : [];
    });
    return { ...fields, ...Object.fromEntries(texts) };
}

;// CONCATENATED MODULE: ./src/report/job-table.ts



const BYTES = 700 * 1024;
const HEAD = ['Job', 'Outcome', 'Progress', 'Duration', 'Started', 'Finished', 'Polls', 'Error'];
function jobTable(outcomes, toServerTime, escape) {
    const spans = outcomes.map(({ job }) => spanOf(job, toServerTime));
    const days = new Set(spans.flatMap(({ start, finish }) => [dayOf(start), dayOf(finish)]));
    days.delete('');
    const [day = ''] = days;
    const rows = [rowOf(HEAD), rowOf(HEAD.map(() => '---'))];
    let size = 0;
    for (const [index, outcome] of outcomes.entries()) {
        const row = rowOf(cellsOf(outcome, spans[index] ?? {}, days.size > 1).map(escape));
        size += Buffer.byteLength(row);
        if (size > BYTES) {
            const left = plural(outcomes.length - index, 'more job');
            return ['', ...rows, '', `… and ${left}; the output jobs has them all.`];
        }
        rows.push(row);
    }
    const caption = days.size === 1 ? [`Times are UTC, on ${escape(day)}.`] : ['Times are UTC.'];
    return ['', ...rows, '', ...(days.size === 0 ? [] : caption)];
}
function rowOf(cells) {
    return `| ${cells.join(' | ')} |`;
}
function cellsOf({ job, result }, { start, finish }, withDate) {
    const isKnown = start !== undefined && finish !== undefined && finish >= start;
    const inferred = job.ending?.result === 'complete' && job.ending.inferred ? ', gone from the list' : '';
    const again = job.runsAgain > 0 ? `, run again ${times(job.runsAgain)}` : '';
    const [state, percent] = [standing_stateOf(job), formatPercent(percentOf(job))];
    return [
        unbroken(standing_nameOf(job)),
        unbroken(`${resultSigns[result]} ${result}${inferred}${again}`),
        [state, unbroken(percent)].filter(text => text !== '').join(', '),
        unbroken(isKnown ? formatDuration((finish - start) * 1000) : ''),
        unbroken(timeOf(start, withDate)),
        unbroken(timeOf(finish, withDate)),
        String(job.polls),
        errorOf(job),
    ];
}
function spanOf(job, toServerTime) {
    const { reading, ending, date, moments } = job;
    if (reading?.type === 'job') {
        const start = reading.start !== undefined && reading.start > 0 ? reading.start : undefined;
        return { start, finish: ending === undefined ? undefined : (reading.updated ?? date) };
    }
    const [before, begun] = moments;
    const sawStart = before?.reading?.type === 'rollout' && before.reading.pending === 0;
    return {
        start: sawStart && begun !== undefined ? toServerTime(job, begun.at) / 1000 : undefined,
        finish: ending?.result === 'complete' && job.endedAt !== undefined
            ? toServerTime(job, job.endedAt) / 1000
            : undefined,
    };
}
function unbroken(text) {
    return text.replace(/(?<!,) /g, '\u00a0');
}
function timeOf(stamp, withDate) {
    return formatStamp(stamp, withDate).replace(' UTC', '');
}
function dayOf(stamp) {
    return formatStamp(stamp, true).slice(0, 10);
}
function times(count) {
    return count === 1 ? 'once' : `${String(count)} times`;
}

;// CONCATENATED MODULE: ./src/report/lives.ts
const BARS = 40;
const DAY = 86_400_000;
const OVER = ['complete', 'failed', 'squashed'];
const LABELS = {
    counts: 'rollout',
    'run-again': 'run again',
    unknown: 'unknown state',
    absent: 'under way',
};
function barsOf(job, now, toServerTime) {
    const moments = job.moments.filter(({ state }, index) => state !== 'counts' || index === 0);
    const froms = moments.map(moment => beginOf(job, moment, toServerTime));
    const seen = moments.map(({ state }, index) => {
        const from = Math.max(...froms.slice(0, index + 1));
        const to = froms[index + 1] ?? toServerTime(job, job.endedAt ?? now);
        return { state, label: LABELS[state] ?? state, from, to: Math.max(from, to) };
    });
    const bars = [...before(job, seen[0]), ...seen.slice(1)];
    return bars.filter(({ state }) => !OVER.includes(state)).slice(0, BARS);
}
function endOf(job, toServerTime) {
    if (job.endedAt === undefined)
        return undefined;
    const last = job.moments.at(-1);
    const isSaid = last !== undefined && OVER.includes(last.state);
    return isSaid ? beginOf(job, last, toServerTime) : toServerTime(job, job.endedAt);
}
function beginOf(job, { at, state, reading }, toServerTime) {
    const seen = toServerTime(job, at);
    if (reading?.type !== 'job')
        return seen;
    if (state === 'running')
        return past(reading.start, seen);
    return OVER.includes(state) ? past(reading.updated, seen) : seen;
}
function before(job, first) {
    const reading = job.moments[0]?.reading;
    if (first === undefined || reading?.type !== 'job')
        return first === undefined ? [] : [first];
    const born = past(reading.created, first.from);
    if (first.state !== 'running' && !OVER.includes(first.state))
        return [{ ...first, from: born }];
    const begun = Math.max(born, past(reading.start, first.from));
    const end = first.state === 'running' ? first.to : first.from;
    const bars = [
        { state: 'queued', label: 'queued', from: born, to: begun },
        { state: 'running', label: 'running', from: begun, to: end },
    ];
    return bars.filter(({ from, to }) => to > from);
}
function past(seconds, limit) {
    const ms = (seconds ?? NaN) * 1000;
    return ms <= limit && ms > limit - DAY ? ms : limit;
}

;// CONCATENATED MODULE: ./src/report/timeline.ts



const JOBS = 20;
const ROOMY = 3;
const CHART = 720;
const LETTER = 7;
const STAMP = 'YYYY-MM-DD HH:mm:ss.SSS';
function timelineOf(jobs, now, toServerTime) {
    const drawn = jobs.filter(job => job.moments.length > 0).slice(0, JOBS);
    if (drawn.length === 0)
        return undefined;
    const lives = drawn.map(job => ({
        name: shortNameOf(job),
        bars: barsOf(job, now, toServerTime),
        mark: markOf(job, toServerTime),
    }));
    const isCompact = lives.length > ROOMY;
    const fits = isCompact ? fitting(lives) : () => true;
    const sections = lives.flatMap(life => [
        `  section ${life.name}`,
        ...life.bars.map(bar => lineOf(bar, fits(bar))),
        ...(life.mark === '' ? [] : [`  ${life.mark}`]),
    ]);
    const settings = [`dateFormat ${STAMP}`, 'axisFormat %H:%M:%S', 'todayMarker off'].map(line => `  ${line}`);
    return [layoutOf(lives, isCompact), 'gantt', ...settings, ...sections].join('\n');
}
function layoutOf(lives, isCompact) {
    const longest = Math.max(...lives.map(({ name }) => name.length));
    const gantt = {
        leftPadding: Math.max(75, 20 + longest * LETTER),
        ...(isCompact && { displayMode: 'compact' }),
    };
    return `%%{init: ${JSON.stringify({ gantt })}}%%`;
}
function fitting(lives) {
    const bars = lives.flatMap(life => life.bars);
    const whole = Math.max(...bars.map(({ to }) => to)) - Math.min(...bars.map(({ from }) => from));
    return ({ label, from, to }) => ((to - from) / whole) * CHART >= label.length * LETTER;
}
function lineOf({ state, label, from, to }, hasRoom) {
    const name = hasRoom ? label : '·';
    if (state === 'run-again' && from === to)
        return `  ${name} :crit, milestone, ${stamp(from)}, 0ms`;
    const tag = state === 'running' || state === 'counts' ? 'active, ' : state === 'run-again' ? 'crit, ' : '';
    return `  ${name} :${tag}${stamp(from)}, ${stamp(to)}`;
}
function markOf(job, toServerTime) {
    const at = endOf(job, toServerTime);
    if (job.ending === undefined || at === undefined)
        return '';
    const { result } = job.ending;
    const tag = result === 'complete' ? 'milestone' : 'crit, milestone';
    return `${resultSigns[result]} ${result} :${tag}, ${stamp(at)}, 0ms`;
}
function stamp(ms) {
    const date = new Date(ms);
    return Number.isNaN(date.getTime()) ? '' : date.toISOString().replace('T', ' ').replace('Z', '');
}

;// CONCATENATED MODULE: ./src/report/summary.ts





const CELL = 300;
const CHANGES = 40;
const ROLLOUTS = 20;
function summaryOf(parts, redact) {
    const { outcome, verdict, notes, now, toServerTime } = parts;
    const escape = (text) => escapeMarkdown(cut(defuse(redact(text)), CELL));
    const jobs = outcome.jobs.map(({ job }) => job);
    const timeline = timelineOf(jobs, now, toServerTime);
    const rollouts = jobs.filter(({ reading }) => reading?.type === 'rollout').slice(0, ROLLOUTS);
    return [
        `### ${resultSigns[outcome.result]} ${escape(verdict)}`,
        ...notes.map(note => `- ${escapeMarkdown(cut(defuse(redact(note)), 4 * CELL))}`),
        ...(jobs.length === 0 ? [] : jobTable(outcome.jobs, toServerTime, escape)),
        ...(timeline === undefined ? [] : ['', '```mermaid', timeline, '```']),
        ...rollouts.flatMap(job => countsOf(job, toServerTime)),
        '',
    ].join('\n');
}
function countsOf(job, toServerTime) {
    const counts = job.moments.flatMap(({ at, reading }) => reading?.type === 'rollout' ? [{ at, ...reading }] : []);
    const rows = counts
        .slice(0, CHANGES)
        .map(({ at, completed, pending, failed }) => rowOf([formatStamp(toServerTime(job, at) / 1000, false), ...[completed, pending, failed].map(String)]));
    const more = counts.length > CHANGES ? ['', `… and ${plural(counts.length - CHANGES, 'more change')}.`] : [];
    const head = [`Machines of the ${standing_nameOf(job)}`, 'completed', 'pending', 'failed'];
    return ['', rowOf(head), rowOf(head.map(() => '---')), ...rows, ...more];
}
function escapeMarkdown(text) {
    return text.replace(/[^\p{L}\p{N}\p{Extended_Pictographic}\ufe0f ,;%…-]/gu, sign => `&#${String(sign.codePointAt(0))};`);
}

;// CONCATENATED MODULE: ./src/report/report.ts






function letsGoOn({ outcome, rules }) {
    return isGreen(outcome.result, rules?.passSquashed === true);
}
function reportEnding(report, { printer, redact }) {
    const failure = failureToWrite(report, redact);
    const isGood = letsGoOn(report) && failure === undefined;
    if (!isGood) {
        const title = titleOf(report);
        const unwritten = failure === undefined ? [] : [`the outputs could not be written: ${failure}`];
        const [cause, ...notes] = notesOf(report, unwritten);
        printer.error(title, [`${title}: ${cause ?? ''}`, ...notes].join(' '));
    }
    return isGood;
}
function failureToWrite(report, redact) {
    try {
        writeOutputs(toOutputs(report, redact));
        return undefined;
    }
    catch (error) {
        return String(error);
    }
}
function titleOf({ outcome }) {
    const { deciding, result } = outcome;
    return deciding === undefined
        ? 'The wait for Clanforge could not begin'
        : `${standing_nameOf(deciding)} ${resultWords[result]}`;
}
async function writeSummary(report, { printer, redact }) {
    const { outcome, requests, elapsed, now, wallClock } = report;
    const verdict = verdictLine(outcome, requests, elapsed);
    const notes = letsGoOn(report) ? [] : notesOf(report);
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
function notesOf({ outcome, rules, problems, now }, more = []) {
    const { deciding, jobs } = outcome;
    if (rules === undefined || deciding === undefined)
        return [...problems, ...more].map(sentence);
    const { cause, advice } = explain(outcome, rules);
    const views = jobs.map(({ job }) => job);
    const known = [lastSeen(deciding, now), leftAlone(outcome), advice, rerunAdvice(views, rules)];
    return [cause, ...problems, ...more, ...known].filter(note => note !== '').map(sentence);
}
function sentence(text) {
    return /[.!?]$/.test(text) ? text : `${text}.`;
}

;// CONCATENATED MODULE: ./src/system-clock.ts
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
const version = '1.0.0';

;// CONCATENATED MODULE: ./src/clanforge/answer.ts




function readAnswer(target, body) {
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
const GONE = 10_000;
const NEVER_LISTED = 60_000;
function judgeAbsence(presence, now) {
    const { listed, queued, absentSince = now } = presence;
    const until = absentSince + (listed ? GONE : NEVER_LISTED);
    if (now < until)
        return { is: 'absent', until, presence: { ...presence, absentSince } };
    return { is: listed || queued ? 'gone' : 'nowhere' };
}

;// CONCATENATED MODULE: ./src/wait/list-source.ts



const UNSEEN = { listed: false, absentSince: undefined };
class ListSource {
    trackers;
    scope;
    minInterval;
    presences = new Map();
    notBefore = -Infinity;
    leaveAlone = -Infinity;
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
        this.pauseAfter(arrival);
        const byId = Map.groupBy(list.installs, ({ jobid }) => jobid);
        for (const job of this.jobs)
            this.hearOf(job, this.find(job, byId), list, arrival);
    }
    fail(error, arrival) {
        this.pauseAfter(arrival);
        for (const job of this.jobs)
            job.fail(error, arrival);
    }
    close() {
    }
    pauseAfter({ now, retryAfter }) {
        this.notBefore = now + Math.max(this.minInterval, retryAfter ?? 0);
        this.leaveAlone = now + (retryAfter ?? -Infinity);
    }
    find(job, byId) {
        const { mirroring } = this.scope;
        const { id } = job.target;
        const entries = byId.get(id) ?? byId.get(String(Number(id)));
        return entries?.find(entry => entry.mirroring === undefined || entry.mirroring === mirroring);
    }
    hearOf(job, entry, list, arrival) {
        const { presences } = this;
        const presence = presences.get(job) ?? { ...UNSEEN, queued: job.reading !== undefined };
        if (entry !== undefined)
            presences.set(job, { ...presence, listed: true, absentSince: undefined });
        if (entry?.answer !== undefined) {
            job.hear(entry.answer, arrival);
            return;
        }
        job.reach(arrival);
        if (entry !== undefined || list.denied)
            job.askAgain(arrival);
        else
            this.miss(job, presence, arrival);
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

;// CONCATENATED MODULE: ./src/wait/faults.ts
const DISTANCE = 10_000;
const IN_A_ROW = 3;
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
function delivery(error) {
    if (error.kind === 'connect' || error.status === 429)
        return 'not-arrived';
    return classify(error) === 'outage' ? 'lost' : 'refused';
}
const noFaults = { failures: 0, streak: 0 };
function outageEnds(memory, outageTimeout) {
    return memory.outageSince === undefined || memory.failures < 2
        ? Infinity
        : memory.outageSince + outageTimeout;
}
function judgeFault(memory, error, timing, trusted) {
    const kind = classify(error);
    if (kind === 'final' || (kind === 'denied' && !trusted))
        return { is: 'over', memory };
    if (kind === 'outage')
        return { is: 'by-schedule', memory: outage(memory, error, timing) };
    const after = paused(streak(memory, kind, timing.now), timing);
    return { is: after.streak >= IN_A_ROW ? 'over' : 'at-distance', memory: after };
}
function outage(memory, error, { sent, retryAfter = 0 }) {
    const { outageSince = sent, outageBegan = sent, failures } = memory;
    const next = { outageSince: outageSince + retryAfter, outageBegan, failures: failures + 1 };
    const answered = error.status !== undefined || error.kind === 'bad-answer' || error.kind === 'too-large';
    return answered ? { ...next, streak: 0 } : { ...memory, ...next };
}
function paused(memory, { retryAfter = 0, min = 0 }) {
    const { outageSince } = memory;
    return outageSince === undefined
        ? memory
        : { ...memory, outageSince: outageSince + Math.max(DISTANCE, retryAfter, min) };
}
function streak(memory, kind, now) {
    const { streak: before, streakOf, streakAt = -Infinity } = memory;
    if (streakOf !== kind)
        return { ...memory, streak: 1, streakOf: kind, streakAt: now };
    return now - streakAt < DISTANCE ? memory : { ...memory, streak: before + 1, streakAt: now };
}

;// CONCATENATED MODULE: ./src/wait/source.ts




class OwnSource {
    job;
    scope;
    versions;
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
        const answer = readAnswer(this.job.target, body);
        this.callMade(arrival);
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
                this.callMade(arrival);
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
    callMade({ now, final }) {
        const { job } = this;
        if (job.phase === 'retry')
            job.ranAgain(now);
        if (job.phase !== 'queue')
            job.enter('ask', now);
        else if (!final)
            job.enter('listed', now);
    }
    hearCheck(body, arrival) {
        const { job } = this;
        const { installs, denied } = readList(body);
        const isOld = job.fault !== undefined;
        job.reach(arrival);
        job.enter('ask', arrival.now);
        const underWay = installs.some(({ version }) => this.versions.some(id => isId(version, id)));
        job.awaitsInstalls = underWay;
        if (isOld)
            job.askAgain(arrival, arrival.now);
        else if (!denied && !underWay)
            job.end({ result: 'complete', inferred: false, failedBefore: 0 }, arrival.now);
        else if (arrival.now >= job.stallsAt)
            job.end({ result: 'stalled' }, arrival.now);
        else
            job.askAgain(arrival, job.stallsAt);
    }
}

;// CONCATENATED MODULE: ./src/wait/verdict.ts
function judge(reading, maxJobfailed) {
    const { state, failures, denied } = reading;
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

const STALE = 60_000;
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
function rollout_course_hintsOf(memory) {
    const [before, done] = [percentDone(memory.first), percentDone(memory.last)];
    return {
        started: true,
        progress: before < 100 ? ((done - before) / (100 - before)) * 100 : 0,
        start: memory.firstDate,
    };
}

;// CONCATENATED MODULE: ./src/wait/stillness.ts

function observeStillness(before, reading, now) {
    const told = reading.type === 'rollout'
        ? counts(reading)
        : [reading.state, reading.stateName, reading.progress, reading.updated].join('/');
    return before?.told === told ? before : { told, since: now };
}
function stageOf(reading) {
    return reading.type === 'job' ? reading.state : counts(reading);
}

;// CONCATENATED MODULE: ./src/wait/schedule.ts
const LAMBDA = 1;
const STEADY = 18_500;
const SHARE = 0.01;
const BLIND = 10_000;
const SPARE = 9;
const AHEAD = 600;
const schedule_LONGEST = 24 * 86_400_000;
function startSchedule(now) {
    return { first: now, heard: now, clock: -Infinity, polls: 0, faults: 0 };
}
function afterAnswer(was, hints, now, random, pace) {
    const { clock, anchor, left } = predict(was, hints, now);
    const state = { ...was, clock, anchor, heard: now, polls: was.polls + 1, faults: 0 };
    const [blind, elapsed] = [blindOf(pace), now - was.first];
    const steady = Math.max(blind, STEADY, SHARE * (elapsed + 1000 * left));
    const most = !hints.started ? 1.5 * blind : left > 0 ? steady : blind;
    const best = Math.min(root(Math.abs(left)), most, Math.max(blind, elapsed));
    const jittered = Math.max(best, floorOf(state, now, pace)) * (0.95 + 0.1 * random());
    return { wait: clamp(jittered, pace.min, pace.max), state };
}
function afterFault(was, why, now, random, pace) {
    const state = { ...was, polls: was.polls + 1, faults: was.faults + 1 };
    const [floor, after] = [floorOf(state, now, pace), why.retryAfter ?? NaN];
    if (Number.isFinite(after))
        return { wait: Math.max(floor, Math.min(after, schedule_LONGEST)), state };
    const backoff = (why.tooMany ? blindOf(pace) : pace.min) * 2 ** was.faults * (1 + random() / 2);
    return { wait: clamp(backoff, floor, pace.max), state };
}
function predict(was, hints, now) {
    const [progress, eta, start] = [finite(hints.progress), finite(hints.eta), finite(hints.start)];
    const [date, told] = [finite(hints.date), finite(hints.updated)];
    const updated = told > date + AHEAD ? NaN : told;
    const clock = latest(date, updated, was.clock + (now - was.heard) / 1000);
    const old = was.anchor;
    const same = old && Object.is(progress, old.progress) && Object.is(start, old.start);
    const moved = updated > (old?.updated ?? -Infinity);
    const since = same ? old.since : moved ? updated : clock;
    const stays = same && (Number.isNaN(eta) || !Number.isNaN(old.eta));
    const anchor = stays ? old : { progress, start, eta, updated, clock, since };
    const drifts = eta - anchor.eta > (clock - anchor.clock) / 2;
    const byEta = drifts ? NaN : eta - clock;
    const ran = progress > 0 && anchor.since > start ? anchor.since - start : NaN;
    const byProgress = (ran * (99.5 - progress)) / (progress + 0.5) - (clock - anchor.since);
    const [left = -Infinity] = [byEta, byProgress]
        .filter(Number.isFinite)
        .sort((a, b) => Math.abs(a) - Math.abs(b));
    return { clock, anchor, left };
}
const floorOf = ({ polls, first }, now, pace) => polls >= SPARE + (now - first) / blindOf(pace) ? blindOf(pace) : pace.min;
const blindOf = (pace) => clamp(BLIND, pace.min, pace.max);
const root = (seconds) => 1000 * Math.sqrt(2 * LAMBDA * seconds);
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
const finite = (value = NaN) => (Number.isFinite(value) ? value : NaN);
const latest = (...stamps) => Math.max(...stamps.filter(stamp => !Number.isNaN(stamp)));

;// CONCATENATED MODULE: ./src/wait/timetable.ts


class Timetable {
    due;
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
    get outageEnds() {
        return outageEnds(this.faults, this.rules.outageTimeout);
    }
    get failures() {
        return this.faults.failures;
    }
    begin(now) {
        this.schedule = startSchedule(now);
    }
    reach(now) {
        const { outageBegan } = this.faults;
        this.faults = noFaults;
        this.trusted = true;
        return outageBegan === undefined ? undefined : now - outageBegan;
    }
    plan(wish, { now, date, retryAfter }) {
        const { pace } = this.rules;
        const { wait, state } = afterAnswer(this.schedule, { ...wish.hints, date }, now, this.random, pace);
        const asked = retryAfter === undefined ? undefined : this.asked(retryAfter, now);
        this.schedule = now < this.due ? { ...state, polls: this.schedule.polls } : state;
        const soonest = wish.soon === true ? 0 : Math.min(wait, (wish.by ?? Infinity) - now);
        this.due = now + (asked ?? Math.max(pace.min, soonest));
        this.leaveAlone = now + (retryAfter ?? -Infinity);
    }
    survives(error, arrival) {
        const timing = { ...arrival, min: this.rules.pace.min };
        const { is, memory } = judgeFault(this.faults, error, timing, this.trusted);
        this.faults = memory;
        if (is === 'over')
            return false;
        this.backOff(error, arrival, is === 'at-distance');
        return true;
    }
    asked(retryAfter, now) {
        return afterFault(this.schedule, { tooMany: false, retryAfter }, now, this.random, this.rules.pace).wait;
    }
    backOff(error, { now, retryAfter }, atDistance) {
        const { pace } = this.rules;
        const setback = { tooMany: error.status === 429, retryAfter };
        const { wait, state } = afterFault(this.schedule, setback, now, this.random, pace);
        this.schedule = state;
        const after = atDistance ? Math.max(DISTANCE, retryAfter ?? 0) : wait;
        const lastChance = retryAfter === undefined && !atDistance ? this.outageEnds - pace.min : Infinity;
        this.due = Math.max(now + pace.min, Math.min(now + after, lastChance));
        this.leaveAlone = now + (retryAfter ?? -Infinity);
    }
}

;// CONCATENATED MODULE: ./src/wait/tracker.ts






const MOMENTS = 200;
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
    awaitsInstalls = false;
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
    get outageEnds() {
        return this.ending === undefined ? this.times.outageEnds : Infinity;
    }
    get stallsAt() {
        return (this.stillness?.since ?? Infinity) + (this.setup.rules.stallTimeout ?? Infinity);
    }
    enter(phase, due) {
        this.phase = phase;
        this.times.due = due;
    }
    send(now) {
        if (this.polls === 0)
            this.times.begin(now);
        this.polls += 1;
    }
    hear(answer, arrival) {
        this.reach(arrival);
        this.note(answer, arrival);
        this.follow(this.take(answer.reading, arrival), arrival);
        this.setup.observe({ type: 'heard', job: this });
    }
    reach(arrival) {
        const gone = this.times.reach(arrival.now);
        this.fault = undefined;
        if (gone !== undefined)
            this.setup.observe({ type: 'recovered', job: this, gone });
    }
    fail(error, arrival) {
        this.fault = error;
        const { now, final } = arrival;
        if (!this.times.survives(error, arrival)) {
            this.end({ result: 'error', why: 'fault', error }, now);
            return;
        }
        const { due, failures } = this.times;
        if (final)
            return;
        this.setup.observe({ type: 'fault', job: this, error, after: due - now, failures });
    }
    giveUp(now) {
        if (this.fault !== undefined)
            this.end({ result: 'error', why: 'outage', error: this.fault }, now);
    }
    askAgain(arrival, by = Infinity) {
        this.times.plan({ hints: this.hints, by }, arrival);
    }
    ranAgain(now) {
        if (this.memory.rerun !== undefined)
            this.memory = { ...this.memory, rerun: { ...this.memory.rerun, at: now } };
        this.runsAgain += 1;
        this.stillness = undefined;
        this.addMoment({ at: now, state: 'run-again', reading: undefined });
        this.setup.observe({ type: 'run-again', job: this, left: this.memory.retriesLeft });
    }
    end(ending, now) {
        this.ending = ending;
        this.endedAt = now;
        this.setup.observe({ type: 'over', job: this, ending });
    }
    note({ reading, fields }, { now, date }) {
        if (stageOf(reading) !== (this.reading && stageOf(this.reading))) {
            this.addMoment({ at: now, state: reading.type === 'job' ? reading.state : 'counts', reading });
        }
        this.reading = reading;
        this.fields = fields;
        this.heardAt = now;
        this.date = date;
        this.stillness = observeStillness(this.stillness, reading, now);
    }
    addMoment(moment) {
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
        const { now, retryAfter = 0 } = arrival;
        switch (step.do) {
            case 'end':
                this.end(step.ending, now);
                break;
            case 'run-again':
                this.enter('retry', now + Math.max(this.setup.rules.pace.min, retryAfter));
                break;
            case 'check-installs':
                this.hints = step.hints;
                this.enter('check', now + retryAfter);
                if (retryAfter > 0)
                    this.times.leaveAlone = now + retryAfter;
                break;
            case 'ask-again':
                this.hints = step.hints;
                if (now >= this.stallsAt)
                    this.end({ result: 'stalled' }, now);
                else
                    this.times.plan({ ...step, by: Math.min(step.by ?? Infinity, this.stallsAt) }, arrival);
        }
    }
}

;// CONCATENATED MODULE: ./src/wait/limiter.ts
const REQUESTS = 5;
const WINDOW = 1_100;
class Limiter {
    sent = [];
    get readyAt() {
        const first = this.sent.length < REQUESTS ? undefined : this.sent[0];
        return first === undefined ? -Infinity : first + WINDOW;
    }
    note(now) {
        this.sent.push(now);
        if (this.sent.length > REQUESTS)
            this.sent.shift();
    }
}

;// CONCATENATED MODULE: ./src/wait/traffic.ts


const IN_FLIGHT = 8;
class Traffic {
    requests = 0;
    sources;
    pace;
    deadline;
    tools;
    limiter = new Limiter();
    flights = new Map();
    answered = new Map();
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
    launch(now) {
        while (this.flights.size < IN_FLIGHT && (now >= this.deadline || this.limiter.readyAt <= now)) {
            const [source, due] = this.earliest(now);
            if (source === undefined || due > now)
                return;
            this.send(source, now);
        }
    }
    next(now) {
        if (this.flights.size >= IN_FLIGHT)
            return Infinity;
        const [, due] = this.earliest(now);
        return now >= this.deadline ? due : Math.max(due, this.limiter.readyAt);
    }
    isIdle(now) {
        return this.flights.size === 0 && this.next(now) === Infinity;
    }
    isUnderWay(source) {
        return this.flights.has(source);
    }
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
    interrupt() {
        this.changed();
    }
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
            source.fail(error, { ...arrival(), retryAfter: error.retryAfter ?? headers.retryAfter });
        }
        this.answered.set(source, clock.now());
        if (clock.now() >= this.deadline && (didFollowUp || !source.followsUp()))
            this.looked.add(source);
    }
    noteLimit(source, now) {
        const lastAnswer = this.answered.get(source) ?? now;
        const isLate = now - lastAnswer > this.pace.max && now < this.deadline;
        const wasPlannedInTime = source.due < now && source.due - lastAnswer <= this.pace.max;
        if (this.isLimited || !isLate || !wasPlannedInTime)
            return;
        this.isLimited = true;
        this.tools.limited(now - lastAnswer);
    }
}

;// CONCATENATED MODULE: ./src/wait/wait.ts






const LAST_LOOK = 10_000;
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
    get jobs() {
        return this.trackers;
    }
    get requests() {
        return this.traffic.requests;
    }
    conclude(end) {
        return conclude(this.trackers, this.finished, end, this.plan.rules.passSquashed);
    }
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














const TICK = 1_000;
const NOTHING = { result: 'error', deciding: undefined, jobs: [] };
async function main() {
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
    const { printer, redact } = step.tools;
    const settings = readSettings(getInput);
    step.settings = settings;
    const log = new Log(settings.rules, { printer, elapsed: () => systemClock.now() - step.start });
    step.log = log;
    const access = { ...settings.access, userAgent: `wait-for-clanforge/${version}` };
    const get = redacted(createGet(access, Date.now), redact);
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
async function finish(step, end, error) {
    if (step.isOver)
        return 1;
    step.isOver = true;
    const { printer } = step.tools;
    try {
        const report = reportOf(step, end, error);
        step.log?.end(report.outcome, report.requests);
        const isGood = reportEnding(report, step.tools);
        if (step.settings?.summary ?? wantsSummary(getInput))
            await writeSummary(report, step.tools);
        return isGood ? 0 : 1;
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
