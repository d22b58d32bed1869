export const updates = [
  { id: 0, time: "2031-05-04T14:05:00Z", headline: "The miller opens the sluice", author: "Ann Lee", body: "Water runs through the lower pond again." },
  { id: 1, time: "2031-05-04T13:20:00Z", headline: "A goose blocks the mill road", author: "Bo Marsh", body: "Two carts wait behind it; \"patience: please\", says the warden." },
  { id: 2, time: "2031-05-04T12:41:00Z", headline: "The wheel stands still", author: "Ann Lee", body: "A branch is stuck between the boards of the wheel." },
  { id: 3, time: "2031-05-04T11:10:00Z", headline: "Fog over the pond", author: "Bo Marsh", body: "The lamp at the landing stage burns, as it is nearly noon." },
];
