show({"posts": [
 {"created": "2024-05-11T19:24:30Z", "text": "The gate does not open, whatever the keeper says to it.", "author": {"firstName": "Ana", "lastName": "Lee"}},
 {"created": "2024-05-11T20:55:00Z", "text": "A man with a long ladder has come to look at the hinges.", "author": {"firstName": "Bo", "lastName": "Chen"}},
 {"created": "2024-05-11T21:48:20Z", "text": "The gate is open again, and the geese went through it first.", "author": {"firstName": "Ana", "lastName": "Lee"}}
]});
