window.GATE.posts.part0 = [
 {"entry": {"id_str": "3", "created_at": "Sat May 11 21:48:20 +0000 2024", "full_text": "The gate is open again, and the geese went through it first.", "lang": "en",
  "author": {"data": {"id": 7, "attributes": {"Name": "Ana Lee"}}}}},
 {"entry": {"id_str": "2", "created_at": "Sat May 11 20:55:00 +0000 2024", "full_text": "A man with a long ladder has come to look at the hinges.", "lang": "en",
  "author": {"data": {"id": 8, "attributes": {"Name": "Bo Chen"}}}}},
 {"entry": {"id_str": "1", "created_at": "Sat May 11 19:24:30 +0000 2024", "full_text": "The gate does not open, whatever the keeper says to it.", "lang": "en",
  "author": {"data": {"id": 7, "attributes": {"Name": "Ana Lee"}}}}}
]
