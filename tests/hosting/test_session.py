from hosting_stage import client, eventually, stage


async def test_a_guest_joins_presses_keys_and_leaves() -> None:
    async with stage() as host, client(host.port) as guest:
        await guest.until(b"line 20")
        assert b"line 30" in await guest.answer(b"\x1b[6~")
        guest.send(b"q")
        assert await guest.ended() == 0
        assert guest.output.endswith(b"\x1b[?1049l\x1b[?25h")
        await eventually(lambda: host.events("left"))
        assert host.events("left")[0]["reason"] == "left"
