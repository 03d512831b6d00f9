// The environment of jest's tests: jest-environment-node, with a plain context. By default, Node intercepts every
// access to a global of a context, such as Math, which more than doubles the time of the property tests.
import vm from 'node:vm'

const { createContext } = vm
vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY)

// Imported after the change, since the module may keep a reference.
const { TestEnvironment } = await import('jest-environment-node')

export default TestEnvironment
