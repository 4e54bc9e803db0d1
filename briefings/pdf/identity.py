"""What a PDF says of itself: that it is PDF/A-3a, which WeasyPrint writes, and PDF/UA-1 as well."""

import pydyf

END = b"</rdf:RDF>"
# PDF/A knows no property of PDF/UA: it is declared beside its value (ISO 19005-3, 6.6.2.3).
UA = b"""<rdf:Description rdf:about="" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>\
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of PDF/UA the file conforms to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def identify(pdf: pydyf.PDF) -> None:
    """Add PDF/UA-1 to the metadata, and leave them readable to whatever looks for them without unpacking."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    before, end, after = metadata.stream[0].rpartition(END)
    metadata.stream[0] = before + UA + end + after
    metadata.compress = False
