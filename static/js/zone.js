// Chooses the device's own time zone where the person has not chosen one yet.
for (const select of document.querySelectorAll("select[data-time-zone]")) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (select.value === "UTC" && [...select.options].some((option) => option.value === own)) select.value = own;
}
