export { startGatewayDoor, type GatewayDoor, type GatewayDoorOptions } from './gateway-door.ts';
