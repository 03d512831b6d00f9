// The environment of all tests: jest's for Node, with a plain context. In the usual context, Node intercepts every
// access to a global such as Math, which doubles the time of the property tests.
import vm from 'node:vm'

const { createContext } = vm
vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY)

// Loaded after the change, since the module may keep a reference.
const { TestEnvironment } = await import('jest-environment-node')

export default TestEnvironment
