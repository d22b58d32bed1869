"""Groups of addresses that count as one in all limits."""

from ipaddress import IPv6Address, IPv6Network, ip_address


def address_group(address: str) -> str:
    """Return the group of an address: itself for IPv4, the /64 for IPv6."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(IPv6Network((parsed, 64), strict=False))
    return str(parsed)
